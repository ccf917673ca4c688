package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.gc.compact.BucketContents;
import dev.tardigrade.registry.gc.compact.LongList;
import dev.tardigrade.registry.gc.compact.UploadTable;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.ObjectKind;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Finds blob records that no membership stands for, and bytes that neither a record nor a membership names. */
final class DataScan {

    private final ObjectStore store;
    private final BucketLayout layout;
    private final RecordedData recorded;

    DataScan(ObjectStore store, BucketLayout layout, RecordedData recorded) {
        this.store = store;
        this.layout = layout;
        this.recorded = recorded;
    }

    /**
     * Hands over what is unreferenced, and adds the records to the contents. What somebody else has put among the bytes is not ours to judge.
     *
     * @param contents all repositories
     * @return how many objects were looked at
     */
    long scan(BucketContents contents, Consumer<Item> found) {
        LongAdder looked = new LongAdder();
        store.list(
                layout.blobRecords(),
                object -> layout.shardedDigestAt(object.key()).ifPresent(digest -> {
                    looked.increment();
                    contents.addRecord(digest);
                    if (!contents.isLive(digest)) {
                        found.accept(new Item(object.key(), ObjectKind.BLOB_RECORD, object.size(), null));
                    }
                }));
        UploadTable streamed = new UploadTable(contents.memory());
        store.list(
                layout.streamed(),
                object -> layout.uploadAt(object.key()).ifPresent(upload -> streamed.add(upload, object.size())));
        looked.add(streamed.size());
        if (streamed.size() == 0) {
            // Then nothing can name any other object, and reading all records would tell nothing new.
            eachKnown((digest, object) -> {
                looked.increment();
                if (!contents.isKnown(digest)) {
                    found.accept(new Item(object.key(), ObjectKind.BLOB_DATA, object.size(), null));
                }
            });
        } else {
            new Judgement(contents, streamed).handOver(looked, found);
        }
        return looked.sum();
    }

    private void eachKnown(BiConsumer<Digest, ObjectInfo> each) {
        for (Digest.Algorithm algorithm : Digest.Algorithm.values()) {
            store.list(
                    layout.knownData(algorithm),
                    object -> known(object.key()).ifPresent(digest -> each.accept(digest, object)));
        }
    }

    private Optional<Digest> known(ObjectKey data) {
        return layout.shardedDigestAt(data)
                .filter(digest -> layout.knownData(digest).equals(data));
    }

    /** By what records and memberships say where the bytes of their blob lie. */
    private final class Judgement {

        private final BucketContents contents;
        private final UploadTable streamed;
        private final BitSet namedStreamed = new BitSet();
        private final BitSet namedKnown = new BitSet();

        /** Numbers of digests, each followed by the size of the bytes of this name. */
        private final LongList suspects;

        Judgement(BucketContents contents, UploadTable streamed) {
            this.contents = contents;
            this.streamed = streamed;
            this.suspects = new LongList(contents.memory());
        }

        void handOver(LongAdder looked, Consumer<Item> found) {
            contents.recorded().stream()
                    .mapToObj(contents.digests()::get)
                    .forEach(digest -> ask(layout.blobRecord(digest)));
            eachKnown((digest, object) -> {
                looked.increment();
                int number = contents.digests().add(digest);
                if (!namedKnown.get(number)) {
                    suspects.add(number);
                    suspects.add(object.size());
                }
            });
            if (suspects.size() > 0 || namedStreamed.cardinality() < streamed.size()) {
                contents.repositories()
                        .forEach((repository, its) -> its.eachMembership((blob, _) -> ask(
                                layout.membership(repository, contents.digests().get(blob)))));
            }
            handOver(found);
        }

        private void ask(ObjectKey record) {
            recorded.of(record).ifPresent(data -> {
                layout.uploadAt(data)
                        .map(streamed::find)
                        .filter(number -> number >= 0)
                        .ifPresent(namedStreamed::set);
                known(data).map(contents.digests()::add).ifPresent(namedKnown::set);
            });
        }

        private void handOver(Consumer<Item> found) {
            for (int i = 0; i < suspects.size(); i += 2) {
                int digest = (int) suspects.get(i);
                if (!namedKnown.get(digest)) {
                    ObjectKey key = layout.knownData(contents.digests().get(digest));
                    found.accept(new Item(key, ObjectKind.BLOB_DATA, suspects.get(i + 1), null));
                }
            }
            for (int number = namedStreamed.nextClearBit(0);
                    number < streamed.size();
                    number = namedStreamed.nextClearBit(number + 1)) {
                ObjectKey key = layout.streamedData(streamed.get(number));
                found.accept(new Item(key, ObjectKind.BLOB_DATA, streamed.sizeOf(number), null));
            }
        }
    }
}
