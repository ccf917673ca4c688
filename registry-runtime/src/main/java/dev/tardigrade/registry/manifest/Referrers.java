package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.cache.ObjectCache;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Referrer;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.stream.Content;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which manifests are about which: one object for each pair, so that no two writers can lose one. A list that took many reads leaves a copy of
 * the records in one object. What a record says depends on its digest alone, so the copy can be old and lack some or have too many, but never
 * be wrong; which of them are there is always asked of the store.
 */
final class Referrers {

    private static final Logger LOG = LoggerFactory.getLogger(Referrers.class);

    /** A copy is written when it would differ by this many records. */
    private static final int WORTH = 8;

    /** Of records in a copy; what does not fit is read by itself. */
    private static final int MAX_BYTES = 4 << 20;

    private final ObjectStore store;
    private final BucketLayout layout;
    private final RecordCodec codec;
    private final boolean compaction;
    private final ObjectCache<Referrer> records;
    private final ObjectCache<List<Referrer>> copies;

    /** @param compaction whether copies may be written */
    Referrers(ObjectStore store, BucketLayout layout, Caches caches, boolean compaction) {
        this.store = store;
        this.layout = layout;
        this.codec = new RecordCodec(layout);
        this.compaction = compaction;
        this.records = caches.open(store, (key, bytes, _) -> codec.decodeReferrer(key, bytes));
        this.copies = caches.open(store, (key, bytes, _) -> codec.decodeReferrers(key, bytes));
    }

    void add(RepositoryName repository, Digest subject, Referrer referrer) {
        ObjectKey key = layout.referrer(repository, subject, referrer.manifest().digest());
        Bytes object = codec.encode(referrer);
        long before = records.version(key);
        PutOutcome _ = store.put(key, Content.of(object.toArray()), Optional.empty(), PutMode.CREATE);
        records.remember(key, referrer, object.size(), before);
    }

    void remove(RepositoryName repository, Digest subject, Digest referrer) {
        ObjectKey key = layout.referrer(repository, subject, referrer);
        store.delete(key);
        records.forget(key);
    }

    /** All that are about this manifest, by digest. */
    Collection<Referrer> list(RepositoryName repository, Digest subject) {
        ObjectKey copy = layout.compactedReferrers(repository, subject);
        Map<String, ObjectKey> there = new TreeMap<>();
        boolean[] copied = {false};
        store.listDirectory(
                layout.referrers(repository, subject),
                object -> {
                    copied[0] |= object.key().equals(copy);
                    layout.referrerAt(object.key()).ifPresent(digest -> there.put(digest.toString(), object.key()));
                },
                _ -> {});
        List<Referrer> known = there.isEmpty() || !copied[0] ? List.of() : read(copy);
        Map<String, Referrer> all = new TreeMap<>();
        known.forEach(each -> all.put(each.manifest().digest().toString(), each));
        all.keySet().retainAll(there.keySet());
        there.keySet().removeAll(all.keySet());
        // One that is gone by now was deleted since the listing.
        Parallel.map(List.copyOf(there.values()), records::get).stream()
                .flatMap(Optional::stream)
                .forEach(each -> all.put(each.manifest().digest().toString(), each));
        compact(copy, known, all.values());
        return all.values();
    }

    private List<Referrer> read(ObjectKey copy) {
        try {
            return copies.get(copy).orElse(List.of());
        } catch (RegistryException e) {
            LOG.warn("the records are read one by one: {}", e.getMessage());
            return List.of();
        }
    }

    private void compact(ObjectKey copy, List<Referrer> known, Collection<Referrer> all) {
        if (!compaction || all.size() < WORTH) {
            return;
        }
        List<Referrer> wanted = fitting(all);
        long kept = wanted.stream().filter(new HashSet<>(known)::contains).count();
        if (wanted.size() + known.size() - 2 * kept < WORTH) {
            return;
        }
        Bytes object = codec.encode(wanted);
        try {
            long before = copies.version(copy);
            PutOutcome _ = store.put(copy, Content.of(object.toArray()), Optional.empty(), PutMode.REPLACE);
            copies.remember(copy, wanted, object.size(), before);
        } catch (RegistryException e) {
            LOG.warn("the list stays long to read: {}", e.getMessage());
        }
    }

    private List<Referrer> fitting(Collection<Referrer> all) {
        int[] bytes = {0};
        return all.stream()
                .takeWhile(each -> (bytes[0] += codec.encode(each).size()) <= MAX_BYTES)
                .toList();
    }
}
