package dev.tardigrade.registry.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.tardigrade.registry.storage.AtATime;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

/**
 * Lists of the store, kept sorted for a while: a store has no order to begin in the middle of, so without this each page of a list would cost
 * all of it.
 *
 * <p>What this process adds or removes is seen at once, provided that it says so after the store has answered; what others do is seen when the
 * time to live is over, or the list is forgotten.
 */
public final class ListCache {

    private static final int STRIPES = 1024;

    private final Cache<KeyPrefix, NameList> kept;

    /** How often something was added to lists or may have changed in them; several lists share one count. */
    private final AtomicLongArray changes = new AtomicLongArray(STRIPES);

    private final SharedReads<KeyPrefix, NameList> reads = new SharedReads<>();

    /** The names of a hundred thousand tags take some 10 MiB until they are sorted. */
    private final AtATime atATime = new AtATime(8, "too many lists are being read; ask again later");

    /** Lists under way. One that is not here any more when it is whole is not kept. */
    private final ConcurrentMap<KeyPrefix, Set<NameList>> reading = new ConcurrentHashMap<>();

    ListCache(CacheLimits limits) {
        this(limits, Ticker.systemTicker());
    }

    /** @param ticker the clock by which lists grow old */
    ListCache(CacheLimits limits, Ticker ticker) {
        this.kept = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(ticker)
                .maximumWeight(limits.bytes())
                .weigher((KeyPrefix _, NameList list) -> list.bytes())
                .expireAfterWrite(limits.timeToLive())
                .build();
    }

    /** Reads a list anew and keeps it; those who want the same at a time share it. Throws what {@code reader} throws. */
    public NameList read(KeyPrefix folder, Reader reader) {
        return reads.read(folder, () -> atATime.call(() -> readAlone(folder, reader)));
    }

    private NameList readAlone(KeyPrefix folder, Reader reader) {
        NameList list = new NameList();
        reading.compute(folder, (_, lists) -> {
            Set<NameList> all = lists == null ? ConcurrentHashMap.newKeySet() : lists;
            all.add(list);
            return all;
        });
        List<String> names = new ArrayList<>();
        try {
            reader.read(names::add);
            list.fill(names);
            reading.computeIfPresent(folder, (_, lists) -> {
                if (lists.contains(list)) {
                    kept.put(folder, list);
                }
                return lists;
            });
        } finally {
            reading.computeIfPresent(folder, (_, lists) -> {
                lists.remove(list);
                return lists.isEmpty() ? null : lists;
            });
        }
        return list;
    }

    /** The list that is kept, else as {@link #read}. */
    public NameList get(KeyPrefix folder, Reader reader) {
        NameList known = kept.getIfPresent(folder);
        return known != null ? known : read(folder, reader);
    }

    /** Notes that this process has added a name to a list. */
    public void added(KeyPrefix folder, String name) {
        changes.incrementAndGet(stripe(folder));
        note(folder, list -> list.note(name, true));
    }

    /** Notes that this process has removed a name from a list. */
    public void removed(KeyPrefix folder, String name) {
        note(folder, list -> list.note(name, false));
    }

    private void note(KeyPrefix folder, Consumer<NameList> change) {
        reading.computeIfPresent(folder, (_, lists) -> {
            lists.forEach(change);
            return lists;
        });
        NameList known = kept.getIfPresent(folder);
        if (known != null) {
            change.accept(known);
        }
    }

    /** Notes that the list which this object is directly in may have changed. */
    public void forget(ObjectKey object) {
        KeyPrefix folder =
                new KeyPrefix(object.value().substring(0, object.value().lastIndexOf('/') + 1));
        changes.incrementAndGet(stripe(folder));
        reading.remove(folder);
        kept.invalidate(folder);
    }

    /**
     * A state of a list. Another one than before where this process has added a name to it since, or was told that it may have changed; it may be
     * another one without that, too.
     */
    public long version(KeyPrefix folder) {
        return changes.get(stripe(folder));
    }

    private static int stripe(KeyPrefix folder) {
        return Math.floorMod(folder.hashCode(), STRIPES);
    }

    /** Reads the names of a list from the store, in any order. */
    public interface Reader {

        void read(Consumer<String> each);
    }
}
