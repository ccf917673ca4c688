package dev.tardigrade.registry.storage.memory;

import static dev.tardigrade.registry.storage.memory.MemoryObjectStore.fault;

import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.storage.ETag;
import dev.tardigrade.registry.storage.MultipartUpload;
import dev.tardigrade.registry.storage.MultipartUpload.Part;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The parts of a multipart upload that is open. */
final class PendingObject {

    private final ObjectKey key;
    private final Optional<MediaType> contentType;
    private final Instant started;
    private final ConcurrentNavigableMap<Integer, StoredObject> parts = new ConcurrentSkipListMap<>();

    PendingObject(ObjectKey key, Optional<MediaType> contentType, Instant started) {
        this.key = key;
        this.contentType = contentType;
        this.started = started;
    }

    ObjectKey key() {
        return key;
    }

    Instant started() {
        return started;
    }

    Part put(int number, StoredObject part) {
        parts.put(number, part);
        return part(number, part);
    }

    List<Part> parts() {
        return parts.entrySet().stream()
                .map(entry -> part(entry.getKey(), entry.getValue()))
                .toList();
    }

    StoredObject join(List<Part> wanted, Instant now) {
        var bytes = new ByteArrayOutputStream();
        int before = 0;
        for (Part part : wanted) {
            StoredObject stored = parts.get(part.number());
            if (stored == null || !stored.info().etag().equals(part.etag()) || part.number() <= before) {
                throw fault("no part " + part.number() + " like this, or not in order, for " + key.value());
            }
            if (stored.info().size() < MultipartUpload.MIN_PART_SIZE && !part.equals(wanted.getLast())) {
                throw fault("part " + part.number() + " is too small for " + key.value());
            }
            before = part.number();
            bytes.writeBytes(stored.bytes());
        }
        StoredObject whole = StoredObject.of(key, bytes.toByteArray(), contentType, now);
        ObjectInfo info = whole.info();
        var named = new ObjectInfo(key, info.size(), new ETag(info.etag().value() + "-" + wanted.size()), now);
        return new StoredObject(named, contentType, whole.bytes());
    }

    private static Part part(int number, StoredObject stored) {
        return new Part(number, stored.info().etag(), stored.info().size());
    }
}
