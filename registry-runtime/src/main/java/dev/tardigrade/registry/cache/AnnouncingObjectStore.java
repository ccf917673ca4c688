package dev.tardigrade.registry.cache;

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
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A store whose replacements and deletions return only when no replica answers from what it had kept before, also when they fail. What is
 * created was not there before, and absence is never kept: so creations are not announced.
 */
public final class AnnouncingObjectStore implements ObjectStore {

    private final ObjectStore store;
    private final Announcer announcer;

    /** @param store is closed with this one */
    public AnnouncingObjectStore(ObjectStore store, Announcer announcer) {
        this.store = store;
        this.announcer = announcer;
    }

    @Override
    public Optional<ObjectInfo> head(ObjectKey key) {
        return store.head(key);
    }

    @Override
    public Optional<ObjectContent> get(ObjectKey key) {
        return store.get(key);
    }

    @Override
    public Optional<ObjectContent> get(ObjectKey key, ByteRange range) {
        return store.get(key, range);
    }

    @Override
    public Optional<URI> link(ObjectKey key, Duration lifetime) {
        return store.link(key, lifetime);
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, Optional<MediaType> contentType, PutMode mode) {
        return switch (mode) {
            case CREATE -> store.put(key, content, contentType, mode);
            case REPLACE -> {
                try {
                    yield store.put(key, content, contentType, mode);
                } finally {
                    announcer.changed(List.of(key));
                }
            }
        };
    }

    @Override
    public void delete(ObjectKey key) {
        try {
            store.delete(key);
        } finally {
            announcer.changed(List.of(key));
        }
    }

    @Override
    public void deleteAll(Collection<ObjectKey> keys) {
        try {
            store.deleteAll(keys);
        } finally {
            announcer.changed(keys);
        }
    }

    @Override
    public void list(KeyPrefix prefix, Consumer<ObjectInfo> each) {
        store.list(prefix, each);
    }

    @Override
    public void listDirectory(KeyPrefix prefix, Consumer<ObjectInfo> objects, Consumer<KeyPrefix> groups) {
        store.listDirectory(prefix, objects, groups);
    }

    @Override
    public void listNames(KeyPrefix prefix, Consumer<ObjectKey> each) {
        store.listNames(prefix, each);
    }

    @Override
    public MultipartUpload startMultipart(ObjectKey key, Optional<MediaType> contentType) {
        return store.startMultipart(key, contentType);
    }

    @Override
    public MultipartUpload resumeMultipart(ObjectKey key, MultipartId id) {
        return store.resumeMultipart(key, id);
    }

    @Override
    public void listMultiparts(KeyPrefix prefix, Consumer<PendingMultipart> each) {
        store.listMultiparts(prefix, each);
    }

    @Override
    public boolean etagsAreContentHashes() {
        return store.etagsAreContentHashes();
    }

    @Override
    public void close() {
        store.close();
    }
}
