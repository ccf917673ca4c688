package dev.tardigrade.registry.storage;

import dev.tardigrade.registry.model.ByteRange;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.storage.MultipartUpload.MultipartId;
import dev.tardigrade.registry.stream.Content;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The objects of one bucket, or of what stands for one. Calls block; implementations are safe for use by many threads.
 *
 * <p>What every store guarantees, and no more may be relied on: writes are atomic and durable when they return; reads and
 * lists see every write and delete that returned before they began. There is no compare-and-swap, no copy, no rename and no
 * order of listing. {@link PutMode#CREATE} is not atomic on every store: of writers that race, several may be told
 * {@link PutOutcome.Stored}, one of which stays.
 *
 * <p>Each call ends within the time limits that the store was configured with, retries included. Every failure is a
 * {@link dev.tardigrade.registry.model.RegistryException} with one of the {@code Storage…} or {@code BucketMissing} failures. After a failed
 * write the object is as before or as asked for, never in between; sending the call again is safe.
 *
 * <p>Where a {@link Content} cannot be read, or has not the size it says, the write fails with {@link java.io.UncheckedIOException}, and nothing is
 * written. What a consumer of a listing throws ends the listing and reaches the caller; it may use the store itself.
 */
public interface ObjectStore extends AutoCloseable {

    Optional<ObjectInfo> head(ObjectKey key);

    /** The whole object, or empty where there is none. */
    Optional<ObjectContent> get(ObjectKey key);

    /**
     * A part of the object, or empty where there is none.
     *
     * @param range may reach past the end: then what there is from {@code range.first()} on
     * @throws dev.tardigrade.registry.model.RegistryException with {@code StorageFault} where {@code range.first()} is not less than the size
     */
    Optional<ObjectContent> get(ObjectKey key, ByteRange range);

    /**
     * An address at which anybody can read the object, whole or a range of it, for that time and as it is then; whether it is there is not
     * looked at. Empty where the store gives no such addresses.
     */
    Optional<URI> link(ObjectKey key, Duration lifetime);

    /** Writes an object in one request. Its ETag is told by {@link PutOutcome.Stored}, and by every read from then on. */
    PutOutcome put(ObjectKey key, Content content, Optional<MediaType> contentType, PutMode mode);

    /** Removes an object; without effect where there is none. */
    void delete(ObjectKey key);

    /** Removes many objects, in as few requests as the store allows. After a failure any of them may be gone. */
    void deleteAll(Collection<ObjectKey> keys);

    /** Hands over every object below {@code prefix}, at any depth, in no order. */
    void list(KeyPrefix prefix, Consumer<ObjectInfo> each);

    /**
     * Hands over every object directly below {@code prefix}, and the prefix of each group of deeper ones once, in no order.
     */
    void listDirectory(KeyPrefix prefix, Consumer<ObjectInfo> objects, Consumer<KeyPrefix> groups);

    /** Hands over the key of every object directly below {@code prefix}, in no order, without looking at the objects where that costs. */
    default void listNames(KeyPrefix prefix, Consumer<ObjectKey> each) {
        listDirectory(prefix, object -> each.accept(object.key()), _ -> {});
    }

    /** Begins an object that is written in parts. Until it is completed, {@code key} is as before. */
    MultipartUpload startMultipart(ObjectKey key, Optional<MediaType> contentType);

    /** An upload that was started before, perhaps by another process. Whether it is still there shows when it is used. */
    MultipartUpload resumeMultipart(ObjectKey key, MultipartId id);

    /** Hands over every multipart upload below {@code prefix} that was neither completed nor aborted, in no order. */
    void listMultiparts(KeyPrefix prefix, Consumer<PendingMultipart> each);

    /** Whether the ETag of an object written in one request is a function of its bytes alone. */
    boolean etagsAreContentHashes();

    @Override
    void close();

    /**
     * An upload that may still be completed or aborted.
     *
     * @param started by the store's clock
     */
    record PendingMultipart(ObjectKey key, MultipartId id, Instant started) {}
}
