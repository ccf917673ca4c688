package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.cache.ObjectCache;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.Referrer;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.stream.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Gatherers;
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

    /** Records that are read at a time, so that those of a long list are never in memory together. */
    private static final int BATCH = 32;

    private final ObjectStore store;
    private final BucketLayout layout;
    private final RecordCodec codec;
    private final boolean compaction;
    private final Source source;
    private final ObjectCache<Referrer> records;
    private final ObjectCache<List<Referrer>> copies;

    /** Where records come from. */
    interface Source {

        /** What the record of this manifest says; empty where the manifest is not there, or cannot be read either. */
        Optional<Referrer> of(RepositoryName repository, Digest manifest);
    }

    /**
     * All referrers.
     *
     * @param compaction whether anything may be written for the sake of readers
     */
    Referrers(ObjectStore store, BucketLayout layout, Caches caches, boolean compaction, Source source) {
        this.store = store;
        this.layout = layout;
        this.codec = new RecordCodec(layout);
        this.compaction = compaction;
        this.source = source;
        this.records = caches.open(store, (key, bytes, _) -> codec.decodeReferrer(key, bytes));
        this.copies = caches.open(store, (key, bytes, _) -> codec.decodeReferrers(key, bytes));
    }

    void add(RepositoryName repository, Digest subject, Referrer referrer) {
        ObjectKey key = layout.referrer(repository, subject, referrer.manifest().digest());
        if (put(key, referrer, PutMode.CREATE) instanceof PutOutcome.AlreadyExists && !isReadable(key)) {
            PutOutcome _ = put(key, referrer, PutMode.REPLACE);
            records.forget(key);
        }
    }

    private PutOutcome put(ObjectKey key, Referrer referrer, PutMode mode) {
        return store.put(key, Content.of(codec.encode(referrer).toArray()), Optional.empty(), mode);
    }

    private boolean isReadable(ObjectKey key) {
        try {
            return records.get(key).isPresent();
        } catch (RegistryException e) {
            if (e.failure() instanceof Failure.StorageFault) {
                return false;
            }
            throw e;
        }
    }

    void remove(RepositoryName repository, Digest subject, Digest referrer) {
        ObjectKey key = layout.referrer(repository, subject, referrer);
        store.delete(key);
        records.forget(key);
    }

    /**
     * A part of those that are about this manifest, by digest. Records are read as far as the part reaches.
     *
     * @param tagged more of them, which have no record
     */
    ReferrerPage page(RepositoryName repository, Digest subject, List<Referrer> tagged, ReferrerQuery query) {
        ReferrerFolder folder = list(repository, subject);
        Map<String, Referrer> others = ReferrerFolder.byDigest(tagged);
        Set<String> names = new TreeSet<>(others.keySet());
        names.addAll(folder.keys().keySet());
        PageBuilder page = new PageBuilder(query);
        Map<String, Referrer> current = folder.current();
        CopyDraft draft = new CopyDraft(codec, current);
        var batches = names.stream()
                .filter(name -> name.compareTo(query.after()) > 0)
                .gather(Gatherers.windowFixed(BATCH))
                .iterator();
        while (batches.hasNext() && !page.isFull()) {
            List<String> batch = batches.next();
            Map<String, Referrer> own = read(repository, batch, folder.keys(), current);
            batch.stream()
                    .flatMap(name -> Optional.ofNullable(own.getOrDefault(name, others.get(name))).stream())
                    .forEach(each -> page.offer(each, codec.encode(each).size()));
            draft.offer(own);
        }
        compact(folder, draft.records());
        return page.build();
    }

    private ReferrerFolder list(RepositoryName repository, Digest subject) {
        ObjectKey copy = layout.compactedReferrers(repository, subject);
        Map<String, ObjectKey> keys = new TreeMap<>();
        boolean[] copied = {false};
        store.listDirectory(
                layout.referrers(repository, subject),
                object -> {
                    copied[0] |= object.key().equals(copy);
                    layout.referrerAt(object.key()).ifPresent(digest -> keys.put(digest.toString(), object.key()));
                },
                _ -> {});
        return new ReferrerFolder(copy, keys, copied[0] && !keys.isEmpty() ? readCopy(copy) : List.of());
    }

    private List<Referrer> readCopy(ObjectKey copy) {
        try {
            return copies.get(copy).orElse(List.of());
        } catch (RegistryException e) {
            LOG.warn("the records are read one by one: {}", e.getMessage());
            return List.of();
        }
    }

    /** Those of a batch that have a record, out of the copy or by themselves. One that is gone by now was deleted since the listing. */
    private Map<String, Referrer> read(
            RepositoryName repository, List<String> batch, Map<String, ObjectKey> keys, Map<String, Referrer> current) {
        Map<String, Referrer> found = new TreeMap<>();
        List<ObjectKey> missing = new ArrayList<>();
        for (String name : batch) {
            Referrer known = current.get(name);
            ObjectKey key = keys.get(name);
            if (known != null) {
                found.put(name, known);
            } else if (key != null) {
                missing.add(key);
            }
        }
        found.putAll(ReferrerFolder.byDigest(Parallel.map(missing, key -> record(repository, key)).stream()
                .flatMap(Optional::stream)
                .toList()));
        return found;
    }

    /** Where a record cannot be read, its manifest says the same. */
    private Optional<Referrer> record(RepositoryName repository, ObjectKey key) {
        try {
            return records.get(key);
        } catch (RegistryException e) {
            if (!(e.failure() instanceof Failure.StorageFault)) {
                throw e;
            }
            LOG.warn("the manifest is read in its place: {}", e.getMessage());
            Optional<Referrer> again = layout.referrerAt(key).flatMap(digest -> source.of(repository, digest));
            again.filter(_ -> compaction).ifPresent(referrer -> heal(key, referrer));
            return again;
        }
    }

    private void heal(ObjectKey key, Referrer referrer) {
        try {
            PutOutcome _ = put(key, referrer, PutMode.REPLACE);
            records.forget(key);
        } catch (RegistryException e) {
            LOG.warn("a record stays damaged: {}", e.getMessage());
        }
    }

    private void compact(ReferrerFolder folder, Map<String, Referrer> wanted) {
        if (!compaction || folder.differences(wanted.keySet()) < WORTH) {
            return;
        }
        Bytes object = codec.encode(wanted.values());
        try {
            long before = copies.version(folder.copy());
            PutOutcome _ = store.put(folder.copy(), Content.of(object.toArray()), Optional.empty(), PutMode.REPLACE);
            copies.remember(folder.copy(), List.copyOf(wanted.values()), object.size(), before);
        } catch (RegistryException e) {
            LOG.warn("the list stays long to read: {}", e.getMessage());
        }
    }
}
