package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.cache.ObjectCache;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Referrer;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.stream.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which manifests are about which: one object for each pair. */
final class Referrers {

    private final ObjectStore store;
    private final BucketLayout layout;
    private final RecordCodec codec;
    private final ObjectCache<Referrer> records;

    Referrers(ObjectStore store, BucketLayout layout, Caches caches) {
        this.store = store;
        this.layout = layout;
        this.codec = new RecordCodec(layout);
        this.records = caches.open(store, (key, bytes, _) -> codec.decodeReferrer(key, bytes));
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

    /** All that are about this manifest, in no order. */
    List<Referrer> list(RepositoryName repository, Digest subject) {
        List<ObjectKey> keys = new ArrayList<>();
        store.listDirectory(layout.referrers(repository, subject), object -> keys.add(object.key()), _ -> {});
        // One that is gone by now was deleted since the listing.
        return Parallel.map(keys, records::get).stream()
                .flatMap(Optional::stream)
                .toList();
    }
}
