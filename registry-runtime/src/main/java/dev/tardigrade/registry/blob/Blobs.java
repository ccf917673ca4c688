package dev.tardigrade.registry.blob;

import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.cache.ObjectCache;
import dev.tardigrade.registry.cache.Sightings;
import dev.tardigrade.registry.cache.Witnesses;
import dev.tardigrade.registry.layout.BlobRecord;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.lease.Held;
import dev.tardigrade.registry.lease.Leases;
import dev.tardigrade.registry.model.ByteRange;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.stream.Content;
import dev.tardigrade.registry.stream.PartBuffers;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The blobs of all repositories. A repository serves a blob only where it has a membership for it; the bytes are kept once for all.
 *
 * <p>What the bucket has lost or damaged counts as absent as soon as that was seen, so that clients push it again; a push puts a record that
 * names verified bytes in the place of one that does not. Both name the same bytes to whoever reads them meanwhile, or nothing.
 *
 * <p>Bytes are published in this order: data, blob record, membership. What is visible is therefore complete, and what a crash leaves behind
 * is invisible. Data that is named after its digest needs no blob record: that it is there says the same.
 */
public final class Blobs {

    private static final Logger LOG = LoggerFactory.getLogger(Blobs.class);

    private final ObjectStore store;
    private final BucketLayout layout;
    private final RecordCodec codec;
    private final Clock clock;
    private final Leases leases;
    private final @Nullable BlobFolder folder;
    private final ObjectCache<BlobRecord> records;
    private final BlobData data;

    /** Small blobs are found by their membership alone, so that for a mount one has to know where to look. */
    private final Sightings sightings;

    private final Witnesses witnesses;

    /** Blobs of which no bytes are kept on a disk. */
    public Blobs(ObjectStore store, BucketLayout layout, Caches caches, Leases leases, Clock clock) {
        this(store, layout, caches, leases, null, Witnesses.NONE, clock);
    }

    /**
     * All blobs of a bucket.
     *
     * @param leases that keep from collection what clients are told exists
     * @param folder that keeps bytes; null for none
     * @param witnesses that are asked for blobs that this process has not seen
     */
    public Blobs(
            ObjectStore store,
            BucketLayout layout,
            Caches caches,
            Leases leases,
            @Nullable BlobFolder folder,
            Witnesses witnesses,
            Clock clock) {
        this.store = store;
        this.data = new BlobData(store, leases);
        this.folder = folder;
        this.sightings = caches.sightings();
        this.witnesses = witnesses;
        this.leases = leases;
        this.layout = layout;
        this.codec = new RecordCodec(layout);
        this.clock = clock;
        this.records = caches.open(store, (key, bytes, _) -> decode(key, bytes));
    }

    private BlobRecord decode(ObjectKey key, Bytes object) {
        BlobRecord blob = codec.decodeBlob(key, object);
        return switch (blob) {
            case BlobRecord.Stored stored -> stored;
            case BlobRecord.Inline inline -> {
                Digest digest = layout.digestAt(key);
                if (!inline.bytes().digest(digest.algorithm()).equals(digest)) {
                    throw new RegistryException(
                            new Failure.StorageFault(key.value() + " does not have the digest it is named after"));
                }
                yield inline;
            }
        };
    }

    /** The blob, where this repository may serve it. It then stays for the grace period of collection. */
    public Optional<BlobRecord> find(RepositoryName repository, Digest digest) {
        ObjectKey key = layout.membership(repository, digest);
        Held _ = leases.hold(key);
        Optional<BlobRecord> found = readable(key).filter(blob -> !data.isLost(blob));
        found.ifPresent(_ -> sightings.note(digest, repository));
        return found;
    }

    /** The record, where there is one that can be read. */
    private Optional<BlobRecord> readable(ObjectKey key) {
        try {
            return records.get(key);
        } catch (RegistryException e) {
            if (e.failure() instanceof Failure.StorageFault) {
                LOG.error("{}; until it is pushed again it counts as absent", e.getMessage());
                return Optional.empty();
            }
            throw e;
        }
    }

    /** As {@link #find}. Throws {@link Failure.BlobUnknown} where there is none. */
    public BlobRecord require(RepositoryName repository, Digest digest) {
        return find(repository, digest).orElseThrow(() -> unknown(repository, digest));
    }

    /**
     * The bytes of a blob. Who opens the stream closes it; it gives all of them or fails.
     *
     * @throws RegistryException with {@link Failure.StorageFault} where the store does not have what the record promises
     */
    public InputStream open(BlobRecord blob) throws IOException {
        return switch (blob) {
            case BlobRecord.Inline inline -> inline.bytes().open();
            case BlobRecord.Stored stored -> data.open(stored);
        };
    }

    /** Where anybody may read the blob for that time; empty where the store has no such address, or the record has the bytes in itself. */
    public Optional<URI> link(BlobRecord blob, Duration lifetime) {
        return switch (blob) {
            case BlobRecord.Inline _ -> Optional.empty();
            case BlobRecord.Stored stored -> store.link(stored.data(), lifetime);
        };
    }

    /** As {@link #open(BlobRecord)}, for a range that lies inside of the blob. */
    public InputStream open(BlobRecord blob, ByteRange range) throws IOException {
        return switch (blob) {
            case BlobRecord.Inline inline -> inline.bytes().slice(range).open();
            case BlobRecord.Stored stored -> data.open(stored, range);
        };
    }

    /** As {@link #open(BlobRecord)}, from the disk where the bytes are kept there. */
    public InputStream open(Digest digest, BlobRecord blob) throws IOException {
        return folder == null || blob.size() == 0 ? open(blob) : open(digest, blob, new ByteRange(0, blob.size() - 1));
    }

    /** As {@link #open(BlobRecord, ByteRange)}, from the disk where the bytes are kept there. */
    public InputStream open(Digest digest, BlobRecord blob, ByteRange range) throws IOException {
        if (folder == null || blob instanceof BlobRecord.Inline) {
            return open(blob, range);
        }
        return folder.open(
                digest, blob.size(), range, part -> part.length() == blob.size() ? open(blob) : open(blob, part));
    }

    /** Where a blob that comes from elsewhere can be read while it goes into the store; empty where there is no room for it on a disk. */
    public Optional<Arrival> receive(Digest digest, long size) {
        return Optional.ofNullable(folder).flatMap(disk -> disk.receive(digest, size));
    }

    /** Lets a repository serve what another one serves. False where that has no such blob. */
    public boolean mount(Digest digest, RepositoryName from, RepositoryName into) {
        Optional<BlobRecord> source = find(from, digest);
        source.ifPresent(blob -> admit(into, digest, blob));
        return source.isPresent();
    }

    /** Lets a repository serve what a readable one serves that this process, or else another replica, has seen the blob in. False where there is none. */
    public boolean mount(Digest digest, RepositoryName into, Predicate<RepositoryName> readable) {
        Predicate<RepositoryName> mounts = from -> readable.test(from) && mount(digest, from, into);
        return sightings.of(digest).stream().anyMatch(mounts)
                || witnesses.whereSeen(digest).stream().anyMatch(mounts);
    }

    /** The blob record, whichever repository the blob was pushed to. */
    private Optional<BlobRecord.Stored> published(Digest digest) {
        return readable(layout.blobRecord(digest)).flatMap(blob -> switch (blob) {
            case BlobRecord.Stored stored -> Optional.of(stored);
            case BlobRecord.Inline _ -> Optional.empty();
        });
    }

    /** The blob, where its data is named after its digest and so has no record. */
    private Optional<BlobRecord.Stored> named(Digest digest, long size) {
        if (size > PartBuffers.FULL_BYTES) {
            return Optional.empty();
        }
        Held _ = leases.hold(layout.knownData(digest));
        return store.head(layout.knownData(digest))
                .map(data -> new BlobRecord.Stored(data.key(), data.size(), clock.instant()));
    }

    /** Whether the bucket has the blob already, so that its bytes need not be stored again; if so, the repository serves it now. */
    public boolean adopt(RepositoryName repository, Digest digest, long size) {
        Optional<BlobRecord.Stored> known = published(digest)
                .filter(data::isStored)
                .or(() -> named(digest, size))
                .filter(blob -> blob.size() == size);
        known.ifPresent(blob -> admit(repository, digest, blob));
        return known.isPresent();
    }

    /**
     * Stores and publishes a blob that is at hand whole: content that is verified to have this digest.
     */
    public void publish(RepositoryName repository, Digest digest, Content content) throws IOException {
        if (content.size() <= BlobRecord.MAX_INLINE) {
            try (InputStream in = content.openExactly()) {
                Bytes bytes = Bytes.of(in.readAllBytes());
                admit(repository, digest, new BlobRecord.Inline(bytes, clock.instant()));
            }
            return;
        }
        BlobRecord.Stored blob = new BlobRecord.Stored(layout.knownData(digest), content.size(), clock.instant());
        // Where it is being collected, this waits for the end of that.
        Held _ = leases.hold(blob.data());
        switch (store.put(blob.data(), content, Optional.empty(), PutMode.CREATE)) {
            case PutOutcome.Stored _ -> data.written(blob);
            case PutOutcome.AlreadyExists _ -> {
                // Whoever was first had verified the same bytes; the bucket may have cut them off since.
                if (!data.isStored(blob)) {
                    PutOutcome _ = store.put(blob.data(), content, Optional.empty(), PutMode.REPLACE);
                    data.written(blob);
                }
            }
        }
        admit(repository, digest, blob);
    }

    /**
     * Publishes a blob whose bytes are in the bucket under a name that does not tell its digest.
     *
     * @param data the object with the bytes, verified to have this digest
     */
    public void publish(RepositoryName repository, Digest digest, ObjectKey data, long size) {
        BlobRecord.Stored blob = new BlobRecord.Stored(data, size, clock.instant());
        ObjectKey key = layout.blobRecord(digest);
        Bytes object = codec.encode(blob);
        switch (write(key, object, PutMode.CREATE)) {
            case PutOutcome.Stored _ -> admit(repository, digest, blob);
            case PutOutcome.AlreadyExists _ -> {
                records.forget(key);
                Optional<BlobRecord.Stored> winner = published(digest)
                        .filter(known -> known.data().equals(blob.data()) || this.data.isStored(known));
                if (winner.isEmpty()) {
                    PutOutcome _ = write(key, object, PutMode.REPLACE);
                    records.forget(key);
                }
                admit(repository, digest, winner.orElse(blob));
            }
        }
    }

    private PutOutcome write(ObjectKey key, Bytes object, PutMode mode) {
        return store.put(key, Content.of(object.toArray()), Optional.empty(), mode);
    }

    /** The leases before let deletions under way end; those behind keep what was written from any later one. */
    private void admit(RepositoryName repository, Digest digest, BlobRecord blob) {
        ObjectKey key = layout.membership(repository, digest);
        hold(key, blob);
        Bytes object = codec.encode(blob);
        long before = records.version(key);
        switch (write(key, object, PutMode.CREATE)) {
            case PutOutcome.Stored _ -> records.remember(key, blob, object.size(), before);
            case PutOutcome.AlreadyExists _ -> {
                records.forget(key);
                // The client is about to name it in a manifest, so that the record is read anyway.
                if (readable(key).filter(there -> serves(there, blob)).isEmpty()) {
                    PutOutcome _ = write(key, object, PutMode.REPLACE);
                    records.forget(key);
                }
            }
        }
        if (leases.hold(key) == Held.LOOK_AGAIN && store.head(key).isEmpty()) {
            throw collected();
        }
        hold(key, blob);
        sightings.note(digest, repository);
    }

    private void hold(ObjectKey membership, BlobRecord blob) {
        Held _ = leases.hold(membership);
        switch (blob) {
            case BlobRecord.Stored stored -> {
                if (leases.hold(stored.data()) == Held.LOOK_AGAIN
                        && store.head(stored.data()).isEmpty()) {
                    throw collected();
                }
            }
            case BlobRecord.Inline _ -> {}
        }
    }

    private static RegistryException collected() {
        return new RegistryException(new Failure.StorageUnavailable(
                "the blob was collected as garbage while it was sent; send it again", Duration.ofSeconds(1)));
    }

    /** Whether a membership that is there serves what another one would, which is known to. */
    private boolean serves(BlobRecord there, BlobRecord other) {
        return switch (there) {
            case BlobRecord.Inline _ -> true;
            case BlobRecord.Stored stored ->
                stored.size() == other.size()
                        && ((other instanceof BlobRecord.Stored known
                                        && known.data().equals(stored.data()))
                                || data.isStored(stored));
        };
    }

    /** Takes the blob from this repository; others keep it. Throws {@link Failure.BlobUnknown} where there is none. */
    public void delete(RepositoryName repository, Digest digest) {
        ObjectKey key = layout.membership(repository, digest);
        // Not read: one that is damaged can be deleted, too.
        if (store.head(key).isEmpty()) {
            throw unknown(repository, digest);
        }
        store.delete(key);
        records.forget(key);
    }

    private static RegistryException unknown(RepositoryName repository, Digest digest) {
        return new RegistryException(new Failure.BlobUnknown(repository + " has no blob " + digest));
    }
}
