package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.gc.compact.BucketContents;
import dev.tardigrade.registry.gc.compact.DigestTable;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.ObjectKind;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.layout.Registry2Tree;
import dev.tardigrade.registry.layout.TakeoverNote;
import dev.tardigrade.registry.lease.SmallObjects;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Finds what of a tree of {@code registry:2} no image here needs, where that tree was released. */
final class Registry2Scan {

    private static final int BYTES_OF_KEY = 300;

    private final ObjectStore store;
    private final SmallObjects small;
    private final BucketLayout layout;
    private final RecordCodec codec;
    private final RecordedData recorded;

    Registry2Scan(ObjectStore store, BucketLayout layout, RecordedData recorded) {
        this.store = store;
        this.small = new SmallObjects(store);
        this.layout = layout;
        this.codec = new RecordCodec(layout);
        this.recorded = recorded;
    }

    /**
     * Hands over what is unreferenced. Bytes stay as long as there is a record or membership of their digest, wherever that says that they lie.
     *
     * @param contents all repositories and records
     * @return how many objects were looked at
     */
    long scan(BucketContents contents, Consumer<Item> found) {
        if (!isReleased()) {
            return 0;
        }
        Registry2Tree tree = layout.registry2();
        if (isGone(tree)) {
            return 0;
        }
        Set<ObjectKey> named = namedOtherwise(contents);
        LongAdder looked = new LongAdder();
        store.list(tree.root(), object -> {
            looked.increment();
            boolean needed = named.contains(object.key())
                    || tree.dataAt(object.key()).filter(contents::isKnown).isPresent();
            if (!needed) {
                found.accept(new Item(object.key(), ObjectKind.REGISTRY_2, object.size(), null));
            }
        });
        return looked.sum();
    }

    /** The tree names bytes by SHA-256 alone, also where images name them by another digest. */
    private Set<ObjectKey> namedOtherwise(BucketContents contents) {
        Set<ObjectKey> named = new HashSet<>();
        Consumer<ObjectKey> ask = record -> recorded.of(record).ifPresent(data -> {
            if (named.add(data)) {
                contents.memory().take(BYTES_OF_KEY);
            }
        });
        DigestTable digests = contents.digests();
        contents.recorded().stream()
                .mapToObj(digests::get)
                .filter(Registry2Scan::isOther)
                .forEach(digest -> ask.accept(layout.blobRecord(digest)));
        contents.repositories()
                .forEach((repository, its) -> its.eachMembership((blob, _) -> {
                    Digest digest = digests.get(blob);
                    if (isOther(digest)) {
                        ask.accept(layout.membership(repository, digest));
                    }
                }));
        return named;
    }

    private static boolean isOther(Digest digest) {
        return digest.algorithm() != Digest.Algorithm.SHA256;
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
