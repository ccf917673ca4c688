package dev.tardigrade.registry.server;

import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.cache.CacheLimits;
import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.config.settings.Configuration;
import dev.tardigrade.registry.gc.Throttle;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.lease.LeaseTerms;
import dev.tardigrade.registry.lease.Leases;
import dev.tardigrade.registry.lease.Pace;
import dev.tardigrade.registry.manifest.Catalog;
import dev.tardigrade.registry.manifest.ManifestRules;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.retention.StoreClock;
import dev.tardigrade.registry.retention.TagRetention;
import dev.tardigrade.registry.storage.ObjectStore;
import java.time.Clock;
import java.time.Duration;

/**
 * Retention of tags by a process that serves nothing. Those that serve see what it removes when their caches are old.
 *
 * @param retention on the storage, and by the rules, that the configuration names
 */
public record OfflineRetention(OpenStorage storage, TagRetention retention) implements AutoCloseable {

    /** Opens that storage. Nothing is read or written yet. */
    public static OfflineRetention open(Configuration configuration, Clock clock) {
        OpenStorage storage = OpenStorage.open(configuration.storage().backend(), clock);
        ObjectStore store = storage.storage().objects();
        BucketLayout layout = new BucketLayout(storage.prefix());
        Pace pace = Pace.steady(clock);
        HeapShares heap = HeapShares.of(Runtime.getRuntime().maxMemory());
        Caches caches = new Caches(new CacheLimits(heap.cacheBytes(), Duration.ZERO), pace);
        Leases leases = new Leases(store, layout, LeaseTerms.DEFAULT, pace);
        Blobs blobs = new Blobs(store, layout, caches, leases, clock);
        ManifestRules rules = OptionsOfConfiguration.manifests(configuration);
        Manifests manifests = new Manifests(store, layout, blobs, rules, caches, leases);
        Catalog catalog = new Catalog(store, layout, caches.lists());
        return new OfflineRetention(
                storage,
                new TagRetention(
                        store,
                        layout,
                        catalog,
                        manifests,
                        rules,
                        new StoreClock(store, layout, clock),
                        new Throttle(pace, configuration.gc().rate())));
    }

    @Override
    public void close() {
        storage.close();
    }
}
