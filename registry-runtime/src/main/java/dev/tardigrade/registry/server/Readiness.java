package dev.tardigrade.registry.server;

import dev.tardigrade.registry.bucket.BucketOutcome.Refused;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.server.farewell.StorageWatch;
import dev.tardigrade.registry.storage.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Whether requests should be sent to this process: it is not about to end, and its storage really answers. */
final class Readiness {

    /** Several probes in this time make one call of the store. */
    private static final Duration KEPT = Duration.ofSeconds(3);

    private final Bucket bucket;
    private final InstantSource clock;
    private final StorageWatch watch;
    private Instant checked = Instant.EPOCH;
    private Optional<String> found = Optional.empty();
    private volatile boolean ending;

    /** @param watch is told each answer of the storage */
    Readiness(Bucket bucket, InstantSource clock, StorageWatch watch) {
        this.bucket = bucket;
        this.clock = clock;
        this.watch = watch;
    }

    /** From now on it is not. */
    void end() {
        ending = true;
    }

    /** Why it is not; empty where it is. */
    Optional<String> unready() {
        return ending ? Optional.of("the registry is about to end") : storage();
    }

    private synchronized Optional<String> storage() {
        Instant now = clock.instant();
        if (checked.plus(KEPT).isBefore(now)) {
            found = ask();
            checked = clock.instant();
        }
        return found;
    }

    private Optional<String> ask() {
        try {
            return switch (bucket.access()) {
                case GRANTED -> {
                    watch.granted();
                    yield Optional.empty();
                }
                case DENIED -> refused(Refused.denied(bucket.name()));
                case MISSING -> refused(Refused.gone(bucket.name()));
            };
        } catch (RegistryException e) {
            watch.silent();
            return Optional.of(e.failure().message());
        }
    }

    private Optional<String> refused(Refused refused) {
        watch.refused(refused);
        return Optional.of(refused.message());
    }
}
