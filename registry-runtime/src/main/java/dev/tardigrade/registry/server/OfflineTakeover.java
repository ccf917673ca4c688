package dev.tardigrade.registry.server;

import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.cache.CacheLimits;
import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.config.settings.Configuration;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.lease.LeaseTerms;
import dev.tardigrade.registry.lease.Leases;
import dev.tardigrade.registry.lease.Pace;
import dev.tardigrade.registry.manifest.ManifestRules;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.migration.Registry2Takeover;
import dev.tardigrade.registry.storage.ObjectStore;
import java.time.Clock;
import java.time.Duration;

/**
 * A takeover by a process that serves nothing.
 *
 * @param takeover on the storage that the configuration names
 */
public record OfflineTakeover(OpenStorage storage, Registry2Takeover takeover) implements AutoCloseable {

    /** The old registry has accepted its manifests by rules of its own. */
    private static final ManifestRules AS_THEY_ARE = new ManifestRules(true, true, false);

    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(30);

    /** Opens that storage. Nothing is read or written yet. */
    public static OfflineTakeover open(Configuration configuration, Clock clock) {
        OpenStorage storage = OpenStorage.open(configuration.storage().backend(), clock);
        ObjectStore store = storage.storage().objects();
        BucketLayout layout = new BucketLayout(storage.prefix());
        Pace pace = Pace.steady(clock);
        HeapShares heap = HeapShares.of(Runtime.getRuntime().maxMemory());
        Caches caches = new Caches(new CacheLimits(heap.cacheBytes(), TIME_TO_LIVE), pace);
        Leases leases = new Leases(store, layout, LeaseTerms.DEFAULT, pace);
        leases.tell(caches);
        Blobs blobs = new Blobs(store, layout, caches, leases, clock);
        Manifests manifests = new Manifests(store, layout, blobs, AS_THEY_ARE, caches, leases);
        return new OfflineTakeover(storage, new Registry2Takeover(store, layout, blobs, manifests, clock));
    }

    @Override
    public void close() {
        storage.close();
    }
}
