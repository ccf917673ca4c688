package dev.tardigrade.registry.cache;

import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The caches of one process, so that what changes elsewhere can be dropped from all of them. */
public final class Caches {

    private final CacheLimits limits;
    private final List<ObjectCache<?>> all = new CopyOnWriteArrayList<>();
    private final ListCache lists;

    /** @param limits of each cache */
    public Caches(CacheLimits limits) {
        this.limits = limits;
        this.lists = new ListCache(limits);
    }

    /** The one cache of lists. */
    public ListCache lists() {
        return lists;
    }

    /** A new cache, for the whole life of the process. */
    public <V> ObjectCache<V> open(ObjectStore store, ObjectCache.Decoder<V> decoder) {
        ObjectCache<V> cache = new ObjectCache<>(store, limits, decoder);
        all.add(cache);
        return cache;
    }

    /** How long something may be kept that has changed. */
    public Duration timeToLive() {
        return limits.timeToLive();
    }

    /** Notes that what the store has under these keys may have changed. */
    public void forget(Collection<ObjectKey> keys) {
        all.forEach(cache -> keys.forEach(cache::forget));
        keys.forEach(lists::forget);
    }
}
