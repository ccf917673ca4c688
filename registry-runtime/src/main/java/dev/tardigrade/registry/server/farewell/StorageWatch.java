package dev.tardigrade.registry.server.farewell;

import dev.tardigrade.registry.bucket.BucketOutcome.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Follows what the storage answers each time it is asked. One that refuses for a minute without a break will hardly let the server in again by
 * itself; no answer at all is no refusal, however long it lasts.
 */
public final class StorageWatch {

    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Farewell farewell;
    private @Nullable Run run;

    /** @param farewell what then comes */
    public StorageWatch(InstantSource clock, Farewell farewell) {
        this.clock = clock;
        this.farewell = farewell;
    }

    /** Answers of one kind without another between them. */
    private record Run(Refused refused, Instant since) {}

    /** The storage let the server in. */
    public synchronized void granted() {
        run = null;
        farewell.storageIsThere();
    }

    /** There was no answer to tell by. */
    public synchronized void silent() {
        run = null;
    }

    /** The storage refused, or has no such bucket. */
    public synchronized void refused(Refused refused) {
        Instant now = clock.instant();
        if (run == null || run.refused.reason() != refused.reason()) {
            run = new Run(refused, now);
        } else if (!run.since.plus(PATIENCE).isAfter(now)) {
            farewell.say(refused);
        }
    }
}
