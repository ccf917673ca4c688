package dev.tardigrade.registry.bucket;

import dev.tardigrade.registry.bucket.BucketOutcome.Full;
import dev.tardigrade.registry.bucket.BucketOutcome.Ready;
import dev.tardigrade.registry.bucket.BucketOutcome.Reason;
import dev.tardigrade.registry.bucket.BucketOutcome.Refused;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.Storage;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Claims a bucket for its owner: makes it where it is missing, marks it, and tries a write, a read and a delete. Safe to repeat, and safe to run
 * beside itself; of two owners that claim one bucket at once at most one is told {@link Ready} or {@link Full} unless they adopt.
 */
public final class EnsureBucket {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Storage storage;
    private final KeyPrefix prefix;
    private final InstantSource clock;

    /** @param prefix below which the registry keeps everything */
    public EnsureBucket(Storage storage, KeyPrefix prefix, InstantSource clock) {
        this.storage = storage;
        this.prefix = prefix;
        this.clock = clock;
    }

    /** Blocks for at most {@link Claim#patience} and the store's own limit for a few calls. Throws nothing that the outcome can tell. */
    public BucketOutcome run(Claim claim) {
        var end = clock.instant().plus(claim.patience());
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return once(claim);
            } catch (RegistryException e) {
                boolean mayHeal = e.failure() instanceof Failure.StorageUnavailable;
                if (!mayHeal || !clock.instant().plus(pause).isBefore(end) || !sleep(pause)) {
                    return refused(e.failure());
                }
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private static boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private BucketOutcome once(Claim claim) {
        return switch (storage.bucket().access()) {
            case GRANTED -> taken(claim, false);
            case MISSING -> taken(claim, storage.bucket().create());
            case DENIED -> Refused.denied(storage.bucket().name());
        };
    }

    private BucketOutcome taken(Claim claim, boolean created) {
        return switch (new Ownership(storage, prefix).take(claim, created)) {
            case Ownership.Taken taken -> tried(claim.owner(), taken.marker());
            case Ownership.Foreign foreign -> new Refused(Reason.BUCKET_OWNED_BY_ANOTHER, foreign.message());
        };
    }

    /** One that is full is as it may become at any time under a server, which serves on then. */
    private BucketOutcome tried(Owner owner, Marker marker) {
        try {
            return ready(owner, marker);
        } catch (RegistryException e) {
            if (e.failure() instanceof Failure.StorageFull full) {
                return new Full(storage.bucket().name(), marker.bucketCreated(), owner, full.message());
            }
            throw e;
        }
    }

    private Ready ready(Owner owner, Marker marker) {
        Capabilities capabilities = new Probe(storage.objects(), prefix).run();
        String message = "bucket " + storage.bucket().name() + " is ready";
        return new Ready(storage.bucket().name(), marker.bucketCreated(), owner, capabilities, message);
    }

    private static Refused refused(Failure failure) {
        return new Refused(Reason.of(failure), failure.message());
    }
}
