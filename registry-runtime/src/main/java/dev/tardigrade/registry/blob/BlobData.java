package dev.tardigrade.registry.blob;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tardigrade.registry.layout.BlobRecord;
import dev.tardigrade.registry.lease.Held;
import dev.tardigrade.registry.lease.Leases;
import dev.tardigrade.registry.model.ByteRange;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The data that records of blobs name. What a reader did not find as its record says is remembered, so that clients push it again. */
final class BlobData {

    private static final int REMEMBERED = 100_000;

    private final ObjectStore store;
    private final Leases leases;
    private final Cache<ObjectKey, Boolean> lost =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    BlobData(ObjectStore store, Leases leases) {
        this.store = store;
        this.leases = leases;
    }

    /** Looks at the store only where a reader has missed the data. */
    boolean isLost(BlobRecord blob) {
        return blob instanceof BlobRecord.Stored stored
                && lost.getIfPresent(stored.data()) != null
                && !isStored(stored);
    }

    /** Whether the bucket has the data as the record says; if so, it stays for the grace period of collection. */
    boolean isStored(BlobRecord.Stored blob) {
        Held _ = leases.hold(blob.data());
        boolean stored = store.head(blob.data())
                .filter(data -> data.size() == blob.size())
                .isPresent();
        if (stored) {
            lost.invalidate(blob.data());
        } else {
            lost.put(blob.data(), true);
        }
        return stored;
    }

    /** To be told of data that was written anew. */
    void written(BlobRecord.Stored blob) {
        lost.invalidate(blob.data());
    }

    /**
     * All of it. Who opens the stream closes it. Where the store breaks off, it goes on or throws as {@link ResumingStream} says.
     *
     * @throws RegistryException with {@link Failure.StorageFault} where the store does not have what the record promises
     */
    InputStream open(BlobRecord.Stored blob) throws IOException {
        InputStream whole = opened(blob, store.get(blob.data()));
        return blob.size() == 0 ? whole : resuming(blob, whole, new ByteRange(0, blob.size() - 1));
    }

    /** As {@link #open(BlobRecord.Stored)}, for a range that lies inside of it. */
    InputStream open(BlobRecord.Stored blob, ByteRange range) throws IOException {
        return resuming(blob, opened(blob, part(blob, range)), range);
    }

    private InputStream resuming(BlobRecord.Stored blob, InputStream first, ByteRange range) {
        return new ResumingStream(blob.data().value(), first, range, rest -> opened(blob, part(blob, rest)));
    }

    private Optional<ObjectContent> part(BlobRecord.Stored blob, ByteRange range) {
        try {
            return store.get(blob.data(), range);
        } catch (RegistryException e) {
            // A range behind the end of data that was cut off is refused by the store.
            if (e.failure() instanceof Failure.StorageFault) {
                lost.put(blob.data(), true);
            }
            throw e;
        }
    }

    private InputStream opened(BlobRecord.Stored blob, Optional<ObjectContent> found) throws IOException {
        ObjectContent object = found.orElseThrow(
                () -> missed(blob, "the bucket has lost " + blob.data().value()));
        long size = object.info().size();
        if (size != blob.size()) {
            object.close();
            throw missed(blob, blob.data().value() + " has " + size + " bytes, its record says " + blob.size());
        }
        return object.stream();
    }

    private RegistryException missed(BlobRecord.Stored blob, String how) {
        lost.put(blob.data(), true);
        return new RegistryException(new Failure.StorageFault(how + "; push the image again"));
    }
}
