package dev.tardigrade.registry.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.LargeObjects;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.StorageBudget;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Small objects of one kind, read through a cache. Many readers of one object make one read of the store. That an object is absent is never kept.
 *
 * <p>What this process writes or deletes is seen at once, provided that it calls {@link #remember} or {@link #forget} after the store has
 * answered; what others do is seen as soon as they announce it (see {@link AnnouncingObjectStore}), else when the time to live is over.
 */
public final class ObjectCache<V> {

    /** What an entry costs beside its content. */
    private static final int OVERHEAD = 512;

    /** The largest are manifests of 4 MiB, and what was listed of their annotations. */
    private static final int MAX_BYTES = 8 << 20;

    private static final int STRIPES = 1024;

    private final ObjectStore store;
    private final Decoder<V> decoder;
    private final Cache<ObjectKey, Entry<V>> entries;

    /** Reads under way. What one brings goes into the cache only while it still stands here. */
    private final ConcurrentMap<ObjectKey, Pending<Optional<V>>> reads = new ConcurrentHashMap<>();

    /** How often keys were written or forgotten; several keys share one count, which at worst costs a read. */
    private final AtomicLongArray forgotten = new AtomicLongArray(STRIPES);

    ObjectCache(ObjectStore store, CacheLimits limits, Decoder<V> decoder) {
        this(store, limits, Ticker.systemTicker(), decoder);
    }

    /** @param ticker the clock by which entries grow old */
    ObjectCache(ObjectStore store, CacheLimits limits, Ticker ticker, Decoder<V> decoder) {
        this.store = store;
        this.decoder = decoder;
        this.entries = Caffeine.newBuilder()
                .executor(Runnable::run)
                .recordStats()
                .ticker(ticker)
                .maximumWeight(limits.bytes())
                .weigher((ObjectKey _, Entry<V> entry) -> entry.size + OVERHEAD)
                .expireAfterWrite(limits.timeToLive())
                .build();
    }

    /** The object, or empty where the store has none. Throws what the store or the decoder throws. */
    public Optional<V> get(ObjectKey key) {
        Optional<V> kept = peek(key);
        if (kept.isPresent()) {
            return kept;
        }
        Pending<Optional<V>> mine = new Pending<>();
        Pending<Optional<V>> other = reads.putIfAbsent(key, mine);
        try (var _ = StorageBudget.current().begin()) {
            if (other != null) {
                return other.join();
            }
            read(key, mine);
            return mine.join();
        }
    }

    /** Reads so far that were answered without the store. */
    long hits() {
        return entries.stats().hitCount();
    }

    /** Reads so far that were not. */
    long misses() {
        return entries.stats().missCount();
    }

    /** The object, where it is kept at this moment. */
    public Optional<V> peek(ObjectKey key) {
        return Optional.ofNullable(entries.getIfPresent(key)).map(Entry::value);
    }

    private void read(ObjectKey key, Pending<Optional<V>> mine) {
        try {
            Optional<Entry<V>> found = StorageBudget.current().anew().call(() -> read(key));
            reads.computeIfPresent(key, (_, current) -> {
                if (!current.equals(mine)) {
                    return current;
                }
                found.ifPresent(entry -> entries.put(key, entry));
                return null;
            });
            mine.succeed(found.map(Entry::value));
        } catch (RuntimeException | Error e) {
            reads.remove(key, mine);
            mine.fail(e);
        }
    }

    private Optional<Entry<V>> read(ObjectKey key) {
        Optional<ObjectContent> found = store.get(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        long size = found.get().info().size();
        try (ObjectContent object = found.get()) {
            if (LargeObjects.reservesHere(size)) {
                Bytes bytes = read(key, object);
                return Optional.of(new Entry<>(decoder.decode(key, bytes, object.contentType()), bytes.size()));
            }
        } catch (IOException e) {
            throw new RegistryException(
                    new Failure.StorageUnavailable("the store broke off " + key.value(), Duration.ofSeconds(1)), e);
        }
        // Who waits for room keeps no connection to the store meanwhile.
        LargeObjects.reserveHere(size);
        return read(key);
    }

    /** A state of what is known of a key; to be taken before it is written, see {@link #remember}. */
    public long version(ObjectKey key) {
        return forgotten.get(stripe(key));
    }

    private static Bytes read(ObjectKey key, ObjectContent object) throws IOException {
        long size = object.info().size();
        if (size > MAX_BYTES) {
            throw new RegistryException(new Failure.StorageFault(
                    key.value() + " has " + size + " bytes, more than any object of its kind"));
        }
        byte[] bytes = new byte[(int) size];
        if (object.stream().readNBytes(bytes, 0, bytes.length) < bytes.length) {
            throw new EOFException(key.value() + " ended early");
        }
        return Bytes.of(bytes);
    }

    /**
     * Notes what this process has just written, unless it was written again, or was said to have changed, in the meantime.
     *
     * @param size of the object in the store
     * @param before the {@link #version} from before the write
     */
    public void remember(ObjectKey key, V value, int size, long before) {
        reads.compute(key, (_, _) -> {
            if (forgotten.compareAndSet(stripe(key), before, before + 1)) {
                entries.put(key, new Entry<>(value, size));
            } else {
                entries.invalidate(key);
            }
            return null;
        });
    }

    /** Notes that what the store has under this key may have changed. */
    public void forget(ObjectKey key) {
        reads.compute(key, (_, _) -> {
            forgotten.incrementAndGet(stripe(key));
            entries.invalidate(key);
            return null;
        });
    }

    /** Notes that anything in the store may have changed. */
    void forgetAll() {
        for (int stripe = 0; stripe < forgotten.length(); stripe++) {
            forgotten.incrementAndGet(stripe);
        }
        reads.clear();
        entries.invalidateAll();
    }

    private int stripe(ObjectKey key) {
        return Math.floorMod(key.hashCode(), forgotten.length());
    }

    /** Makes a value of an object's bytes. */
    public interface Decoder<V> {

        /** Throws a {@link RegistryException} with {@link Failure.StorageFault} where the object is none of its kind. */
        V decode(ObjectKey key, Bytes bytes, Optional<MediaType> contentType);
    }

    private record Entry<V>(V value, int size) {}
}
