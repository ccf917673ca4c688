package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.ObjectKind;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.layout.Registry2Tree;
import dev.tardigrade.registry.layout.TakeoverNote;
import dev.tardigrade.registry.lease.SmallObjects;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Finds what of a tree of {@code registry:2} no image here needs, where that tree was released. */
final class Registry2Scan {

    private final ObjectStore store;
    private final SmallObjects small;
    private final BucketLayout layout;
    private final RecordCodec codec;
    private final RecordedData recorded;

    Registry2Scan(ObjectStore store, BucketLayout layout, Throttle throttle) {
        this.store = store;
        this.small = new SmallObjects(store);
        this.layout = layout;
        this.codec = new RecordCodec(layout);
        this.recorded = new RecordedData(store, layout, throttle);
    }

    /**
     * Adds what is unreferenced. Bytes stay as long as there is a record or membership of their digest, wherever that says that they lie.
     *
     * @param live digests that some repository may serve
     * @param records of blobs
     * @return how many objects were looked at
     */
    long scan(Set<Digest> live, Collection<ObjectKey> records, Collection<ObjectKey> memberships, List<Item> found) {
        if (!isReleased()) {
            return 0;
        }
        Registry2Tree tree = layout.registry2();
        if (isGone(tree)) {
            return 0;
        }
        Set<Digest> digests = new HashSet<>(live);
        Set<ObjectKey> named = new HashSet<>();
        records.forEach(record -> digests.add(layout.digestAt(record)));
        // The tree names bytes by SHA-256 alone, also where images name them by another digest.
        Stream.concat(records.stream(), memberships.stream())
                .filter(record -> layout.digestAt(record).algorithm() != Digest.Algorithm.SHA256)
                .forEach(record -> recorded.of(record).ifPresent(named::add));
        // Only what is to go is kept: an old tree may have millions of objects.
        LongAdder looked = new LongAdder();
        List<Item> unneeded = new ArrayList<>();
        store.list(tree.root(), object -> {
            looked.increment();
            boolean needed = named.contains(object.key())
                    || tree.dataAt(object.key()).filter(digests::contains).isPresent();
            if (!needed) {
                unneeded.add(new Item(object.key(), ObjectKind.REGISTRY_2, object.size(), null));
            }
        });
        unneeded.sort(Comparator.comparing(item -> item.key().value()));
        found.addAll(unneeded);
        return looked.sum();
    }

    private boolean isGone(Registry2Tree tree) {
        LongAdder there = new LongAdder();
        store.listDirectory(tree.root(), _ -> there.increment(), _ -> there.increment());
        return there.sum() == 0;
    }

    private boolean isReleased() {
        ObjectKey note = layout.takeover();
        return small.read(note)
                .map(bytes -> codec.decodeTakeover(note, bytes))
                .filter(TakeoverNote::released)
                .isPresent();
    }
}
