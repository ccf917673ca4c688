package dev.tardigrade.testing.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.cache.CacheLimits;
import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.gc.CollectionRules;
import dev.tardigrade.registry.gc.Collector;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.UploadTaker;
import dev.tardigrade.registry.lease.LeaseTerms;
import dev.tardigrade.registry.lease.Leases;
import dev.tardigrade.registry.lease.Pace;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.UploadId;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.stream.PartBuffers;
import dev.tardigrade.registry.stream.SegmentPool;
import dev.tardigrade.registry.stream.Spool;
import dev.tardigrade.registry.upload.UploadDestination;
import dev.tardigrade.registry.upload.UploadLimits;
import dev.tardigrade.registry.upload.Uploads;
import dev.tardigrade.registry.upload.sweep.UploadSweep;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What replicas do when time has passed, done by one that has no client.
 *
 * @param spool an existing folder
 */
public record Upkeep(ObjectStore store, BucketLayout layout, Path spool) {

    /** From which on what is left of uploads goes. */
    public static final Duration AGE = Duration.ofDays(7);

    private static final CollectionRules RULES =
            new CollectionRules(Duration.ofHours(2), false, 1000, LeaseTerms.DEFAULT);

    /** Removes what is left of uploads, in a week. */
    public void sweep() {
        Clock inAWeek = Clock.offset(Clock.systemUTC(), AGE.plusMinutes(1));
        Caches caches = new Caches(new CacheLimits(0, Duration.ZERO));
        Leases leases = new Leases(store, layout, LeaseTerms.DEFAULT, Pace.steady(inAWeek));
        Uploads none = new Uploads(
                new UploadDestination(
                        store,
                        layout,
                        new PartBuffers(new SegmentPool(1), Spool.in(spool)),
                        new Blobs(store, layout, caches, leases, inAWeek)),
                UploadLimits.DEFAULT,
                Bytes.of("any".getBytes(UTF_8)),
                new UploadTaker(UUID.randomUUID(), Optional.empty()),
                () -> new UploadId(UUID.randomUUID()),
                inAWeek);
        var _ = new UploadSweep(store, layout, none, AGE, inAWeek).run(false);
    }

    /** Makes a pass of garbage collection at that time. */
    public void collect(Duration fromNow) {
        Pace pace = Pace.steady(Clock.offset(Clock.systemUTC(), fromNow));
        var _ = new Collector(store, layout, RULES, pace, UUID::randomUUID).run();
    }
}
