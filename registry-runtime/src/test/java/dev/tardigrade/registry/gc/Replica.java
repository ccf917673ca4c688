package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.cache.CacheLimits;
import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.lease.Leases;
import dev.tardigrade.registry.manifest.ManifestRules;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.testing.turns.Turns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** What one process knows of the bucket. */
final class Replica {

    static final BucketLayout LAYOUT = new BucketLayout(new KeyPrefix("images/"));
    static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);

    private final ObjectStore store;
    private final Blobs blobs;
    private final Manifests manifests;

    Replica(ObjectStore store, CollectionRules rules, Turns turns) {
        this.store = store;
        Caches caches = new Caches(new CacheLimits(1 << 20, TIME_TO_LIVE), turns);
        Leases leases = new Leases(store, LAYOUT, rules.terms(), turns);
        leases.tell(caches);
        this.blobs = new Blobs(store, LAYOUT, caches, leases, clock(turns));
        this.manifests = new Manifests(store, LAYOUT, blobs, ManifestRules.STRICT, caches, leases);
    }

    private static Clock clock(Turns turns) {
        return new Clock() {

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return turns.instant();
            }
        };
    }

    ObjectStore store() {
        return store;
    }

    Blobs blobs() {
        return blobs;
    }

    Manifests manifests() {
        return manifests;
    }
}
