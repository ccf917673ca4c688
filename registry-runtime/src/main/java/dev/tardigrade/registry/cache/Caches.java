package dev.tardigrade.registry.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.tardigrade.registry.lease.Forgetful;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The caches of one process, so that what changes elsewhere can be dropped from all of them. */
public final class Caches implements Forgetful {

    private final CacheLimits limits;
    private final Ticker ticker;
    private final List<ObjectCache<?>> all = new CopyOnWriteArrayList<>();
    private final ListCache lists;
    private final Sightings sightings = new Sightings();

    /** @param limits of each cache */
    public Caches(CacheLimits limits) {
        this(limits, Ticker.systemTicker());
    }

    /** @param steady the clock by which entries grow old */
    public Caches(CacheLimits limits, InstantSource steady) {
        this(limits, ticker(steady));
    }

    private Caches(CacheLimits limits, Ticker ticker) {
        this.limits = limits;
        this.ticker = ticker;
        this.lists = new ListCache(limits);
    }

    /** The one cache of lists. */
    public ListCache lists() {
        return lists;
    }

    /** Where blobs have been seen. */
    public Sightings sightings() {
        return sightings;
    }

    private static Ticker ticker(InstantSource steady) {
        Instant start = steady.instant();
        return () -> Duration.between(start, steady.instant()).toNanos();
    }

    /** A new cache, for the whole life of the process. */
    public <V> ObjectCache<V> open(ObjectStore store, ObjectCache.Decoder<V> decoder) {
        ObjectCache<V> cache = new ObjectCache<>(store, limits, ticker, decoder);
        all.add(cache);
        return cache;
    }

    /** Reads so far that were answered without the store. */
    public long hits() {
        return all.stream().mapToLong(ObjectCache::hits).sum();
    }

    /** Reads so far that were not. */
    public long misses() {
        return all.stream().mapToLong(ObjectCache::misses).sum();
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

    @Override
    public void forget(ObjectKey key) {
        all.forEach(cache -> cache.forget(key));
    }

    @Override
    public void forgetAll() {
        all.forEach(ObjectCache::forgetAll);
    }
}
