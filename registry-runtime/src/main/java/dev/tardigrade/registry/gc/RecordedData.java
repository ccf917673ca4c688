package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.layout.BlobRecord;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.lease.SmallObjects;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import java.util.Optional;

/** Reads where records and memberships say that bytes lie. */
final class RecordedData {

    private final SmallObjects small;
    private final RecordCodec codec;
    private final Throttle throttle;

    RecordedData(ObjectStore store, BucketLayout layout, Throttle throttle) {
        this.small = new SmallObjects(store);
        this.codec = new RecordCodec(layout);
        this.throttle = throttle;
    }

    /** Empty where the record is gone, or has the bytes in itself. */
    Optional<ObjectKey> of(ObjectKey record) {
        throttle.take();
        return small.read(record).map(bytes -> codec.decodeBlob(record, bytes)).flatMap(blob -> switch (blob) {
            case BlobRecord.Stored stored -> Optional.of(stored.data());
            case BlobRecord.Inline _ -> Optional.empty();
        });
    }
}
