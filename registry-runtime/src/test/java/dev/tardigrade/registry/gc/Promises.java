package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What clients were told exists, and until when they may rely on it. */
final class Promises {

    /** Content in a repository. */
    record Subject(RepositoryName repository, Digest digest) {}

    private final Map<Subject, Instant> until = new HashMap<>();
    private final Map<Subject, Instant> removed = new HashMap<>();
    private final List<Subject> order = new ArrayList<>();
    private final Duration grace;
    private final Duration timeToLive;

    /** @param timeToLive for which a replica may answer by what it knew before a client's delete */
    Promises(Duration grace, Duration timeToLive) {
        this.grace = grace;
        this.timeToLive = timeToLive;
    }

    /** An answer at {@code now} to a request that began at {@code begun}. */
    void told(Subject subject, Instant begun, Instant now) {
        if (isUsable(subject, begun)) {
            if (until.merge(subject, now.plus(grace), (one, other) -> one.isAfter(other) ? one : other) != null
                    && !order.contains(subject)) {
                order.add(subject);
            }
        }
    }

    /** Whether an answer to a request that begins now is no late echo of what was there before a client removed it. */
    boolean isUsable(Subject subject, Instant now) {
        return removed.getOrDefault(subject, Instant.MIN).plus(timeToLive).isBefore(now);
    }

    /** A client begins to remove it. */
    void removing(Subject subject) {
        until.remove(subject);
        order.remove(subject);
        removed.put(subject, Instant.MAX.minus(timeToLive).minusSeconds(1));
    }

    void removed(Subject subject, Instant now) {
        removed.put(subject, now);
    }

    /** Whether it has to be there. */
    boolean holds(Subject subject, Instant now) {
        return until.getOrDefault(subject, Instant.MIN).isAfter(now);
    }

    Optional<Subject> any(Random random) {
        return order.isEmpty() ? Optional.empty() : Optional.of(order.get(random.nextInt(order.size())));
    }
}
