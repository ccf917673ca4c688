package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.ObjectKind;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds blob records that no membership stands for, and bytes that neither a record nor a membership names. */
final class DataScan {

    private final ObjectStore store;
    private final BucketLayout layout;
    private final RecordedData recorded;

    /**
     * What was looked at.
     *
     * @param objects how many, records and bytes
     */
    record Scanned(List<ObjectKey> records, long objects) {}

    DataScan(ObjectStore store, BucketLayout layout, Throttle throttle) {
        this.store = store;
        this.layout = layout;
        this.recorded = new RecordedData(store, layout, throttle);
    }

    /**
     * Adds what is unreferenced.
     *
     * @param live digests that some repository may serve
     * @param memberships all of them
     */
    Scanned scan(Set<Digest> live, Collection<ObjectKey> memberships, List<Item> found) {
        Map<Digest, ObjectInfo> records = new TreeMap<>(Comparator.comparing(Digest::toString));
        store.list(
                layout.blobRecords(),
                object -> layout.shardedDigestAt(object.key()).ifPresent(digest -> records.put(digest, object)));
        records.forEach((digest, object) -> {
            if (!live.contains(digest)) {
                found.add(new Item(object.key(), ObjectKind.BLOB_RECORD, object.size(), null));
            }
        });
        List<ObjectInfo> data = new ArrayList<>();
        store.list(layout.data(), object -> {
            if (isOurs(object)) {
                data.add(object);
            }
        });
        data.sort(Comparator.comparing(object -> object.key().value()));
        addData(live, memberships, records, data, found);
        return new Scanned(
                records.values().stream().map(ObjectInfo::key).toList(), records.size() + (long) data.size());
    }

    private void addData(
            Set<Digest> live,
            Collection<ObjectKey> memberships,
            Map<Digest, ObjectInfo> records,
            List<ObjectInfo> data,
            List<Item> found) {
        Set<ObjectKey> named = new HashSet<>();
        boolean allUnderTheirDigest =
                data.stream().allMatch(object -> known(object).isPresent());
        if (allUnderTheirDigest) {
            // Then nothing can name any other object, and reading all records would tell nothing new.
            records.keySet().forEach(digest -> named.add(layout.knownData(digest)));
            live.forEach(digest -> named.add(layout.knownData(digest)));
        } else {
            records.values().forEach(record -> recorded.of(record.key()).ifPresent(named::add));
            if (data.stream().anyMatch(object -> !named.contains(object.key()))) {
                memberships.forEach(membership -> recorded.of(membership).ifPresent(named::add));
            }
        }
        for (ObjectInfo object : data) {
            if (!named.contains(object.key())) {
                found.add(new Item(object.key(), ObjectKind.BLOB_DATA, object.size(), null));
            }
        }
    }

    /** Somebody may have put other things there, which are not ours to judge. */
    private boolean isOurs(ObjectInfo object) {
        return known(object).isPresent() || layout.uploadAt(object.key()).isPresent();
    }

    private Optional<Digest> known(ObjectInfo object) {
        return layout.shardedDigestAt(object.key())
                .filter(digest -> layout.knownData(digest).equals(object.key()));
    }
}
