package dev.tardigrade.registry.storage.memory;

import dev.tardigrade.registry.model.ByteRange;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RegistryException;
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
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

final class MemoryObjectStore implements ObjectStore {

    private final Clock clock;
    private final Map<ObjectKey, StoredObject> objects = new ConcurrentHashMap<>();
    private final Map<MultipartId, PendingObject> pending = new ConcurrentHashMap<>();

    MemoryObjectStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<ObjectInfo> head(ObjectKey key) {
        return Optional.ofNullable(objects.get(key)).map(StoredObject::info);
    }

    @Override
    public Optional<ObjectContent> get(ObjectKey key) {
        return Optional.ofNullable(objects.get(key)).map(found -> content(found, 0, found.bytes().length));
    }

    @Override
    public Optional<ObjectContent> get(ObjectKey key, ByteRange range) {
        return Optional.ofNullable(objects.get(key)).map(found -> {
            long size = found.info().size();
            if (range.first() >= size) {
                throw fault("range begins at " + range.first() + " of " + size + " bytes of " + key.value());
            }
            long length = Math.min(range.length(), size - range.first());
            return content(found, (int) range.first(), (int) length);
        });
    }

    private static ObjectContent content(StoredObject found, int offset, int length) {
        return new ObjectContent(
                found.info(), found.contentType(), new ByteArrayInputStream(found.bytes(), offset, length));
    }

    @Override
    public Optional<URI> link(ObjectKey key, Duration lifetime) {
        return Optional.empty();
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, Optional<MediaType> contentType, PutMode mode) {
        return store(StoredObject.of(key, StoredObject.read(content), contentType, clock.instant()), mode);
    }

    PutOutcome store(StoredObject object, PutMode mode) {
        ObjectKey key = object.info().key();
        switch (mode) {
            case CREATE -> {
                if (objects.putIfAbsent(key, object) != null) {
                    return new PutOutcome.AlreadyExists();
                }
            }
            case REPLACE -> objects.put(key, object);
        }
        return new PutOutcome.Stored(object.info().etag());
    }

    @Override
    public void delete(ObjectKey key) {
        objects.remove(key);
    }

    @Override
    public void deleteAll(Collection<ObjectKey> keys) {
        keys.forEach(objects::remove);
    }

    @Override
    public void list(KeyPrefix prefix, Consumer<ObjectInfo> each) {
        below(prefix).forEach(each);
    }

    @Override
    public void listDirectory(KeyPrefix prefix, Consumer<ObjectInfo> files, Consumer<KeyPrefix> groups) {
        var seen = new HashSet<KeyPrefix>();
        for (ObjectInfo info : below(prefix)) {
            String key = info.key().value();
            int slash = key.indexOf('/', prefix.value().length());
            if (slash < 0) {
                files.accept(info);
            } else if (seen.add(new KeyPrefix(key.substring(0, slash + 1)))) {
                groups.accept(new KeyPrefix(key.substring(0, slash + 1)));
            }
        }
    }

    List<ObjectInfo> below(KeyPrefix prefix) {
        return objects.values().stream()
                .map(StoredObject::info)
                .filter(info -> info.key().value().startsWith(prefix.value()))
                .toList();
    }

    @Override
    public MultipartUpload startMultipart(ObjectKey key, Optional<MediaType> contentType) {
        var id = new MultipartId(UUID.randomUUID().toString());
        pending.put(id, new PendingObject(key, contentType, clock.instant()));
        return resumeMultipart(key, id);
    }

    @Override
    public MultipartUpload resumeMultipart(ObjectKey key, MultipartId id) {
        return new MemoryMultipartUpload(this, clock, key, id);
    }

    @Override
    public void listMultiparts(KeyPrefix prefix, Consumer<PendingMultipart> each) {
        Map.copyOf(pending).forEach((id, upload) -> {
            if (upload.key().value().startsWith(prefix.value())) {
                each.accept(new PendingMultipart(upload.key(), id, upload.started()));
            }
        });
    }

    PendingObject pending(ObjectKey key, MultipartId id) {
        PendingObject found = pending.get(id);
        if (found == null || !found.key().equals(key)) {
            throw fault("no such multipart upload of " + key.value());
        }
        return found;
    }

    void end(MultipartId id) {
        pending.remove(id);
    }

    static RegistryException fault(String message) {
        return new RegistryException(new Failure.StorageFault(message));
    }

    @Override
    public boolean etagsAreContentHashes() {
        return true;
    }

    @Override
    public void close() {}
}
