package dev.tardigrade.registry.metrics;

import dev.tardigrade.registry.model.ByteRange;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.MultipartUpload;
import dev.tardigrade.registry.storage.MultipartUpload.MultipartId;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.stream.Content;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Times the calls of a store, by operation and by whether they failed. */
public final class MeteredObjectStore implements ObjectStore {

    private final ObjectStore store;
    private final StoreTimers timers;

    /** @param store is closed with this one */
    public MeteredObjectStore(ObjectStore store, MeterRegistry meters) {
        this.store = store;
        this.timers = new StoreTimers(meters);
    }

    @Override
    public Optional<ObjectInfo> head(ObjectKey key) {
        return timers.time(StoreOperation.HEAD, () -> store.head(key));
    }

    @Override
    public Optional<ObjectContent> get(ObjectKey key) {
        return timers.time(StoreOperation.GET, () -> store.get(key));
    }

    @Override
    public Optional<ObjectContent> get(ObjectKey key, ByteRange range) {
        return timers.time(StoreOperation.GET, () -> store.get(key, range));
    }

    @Override
    public Optional<URI> link(ObjectKey key, Duration lifetime) {
        return store.link(key, lifetime);
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, Optional<MediaType> contentType, PutMode mode) {
        return timers.time(StoreOperation.PUT, () -> store.put(key, content, contentType, mode));
    }

    @Override
    public void delete(ObjectKey key) {
        timers.run(StoreOperation.DELETE, () -> store.delete(key));
    }

    @Override
    public void deleteAll(Collection<ObjectKey> keys) {
        timers.run(StoreOperation.DELETE_ALL, () -> store.deleteAll(keys));
    }

    @Override
    public void list(KeyPrefix prefix, Consumer<ObjectInfo> each) {
        timers.run(StoreOperation.LIST, () -> store.list(prefix, each));
    }

    @Override
    public void listDirectory(KeyPrefix prefix, Consumer<ObjectInfo> objects, Consumer<KeyPrefix> groups) {
        timers.run(StoreOperation.LIST, () -> store.listDirectory(prefix, objects, groups));
    }

    @Override
    public void listNames(KeyPrefix prefix, Consumer<ObjectKey> each) {
        timers.run(StoreOperation.LIST, () -> store.listNames(prefix, each));
    }

    @Override
    public MultipartUpload startMultipart(ObjectKey key, Optional<MediaType> contentType) {
        return new Metered(timers.time(StoreOperation.START_MULTIPART, () -> store.startMultipart(key, contentType)));
    }

    @Override
    public MultipartUpload resumeMultipart(ObjectKey key, MultipartId id) {
        return new Metered(store.resumeMultipart(key, id));
    }

    @Override
    public void listMultiparts(KeyPrefix prefix, Consumer<PendingMultipart> each) {
        timers.run(StoreOperation.LIST_MULTIPARTS, () -> store.listMultiparts(prefix, each));
    }

    @Override
    public boolean etagsAreContentHashes() {
        return store.etagsAreContentHashes();
    }

    @Override
    public void close() {
        store.close();
    }

    private final class Metered implements MultipartUpload {

        private final MultipartUpload upload;

        Metered(MultipartUpload upload) {
            this.upload = upload;
        }

        @Override
        public ObjectKey key() {
            return upload.key();
        }

        @Override
        public MultipartId id() {
            return upload.id();
        }

        @Override
        public Part put(int number, Content content) {
            return timers.time(StoreOperation.PUT_PART, () -> upload.put(number, content));
        }

        @Override
        public List<Part> parts() {
            return timers.time(StoreOperation.LIST_PARTS, upload::parts);
        }

        @Override
        public PutOutcome complete(List<Part> parts, PutMode mode) {
            return timers.time(StoreOperation.COMPLETE_MULTIPART, () -> upload.complete(parts, mode));
        }

        @Override
        public void abort() {
            timers.run(StoreOperation.ABORT_MULTIPART, upload::abort);
        }
    }
}
