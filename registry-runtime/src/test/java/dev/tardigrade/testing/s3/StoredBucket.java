package dev.tardigrade.testing.s3;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A bucket's objects and uploads, both in the order in which they are listed. */
final class StoredBucket {

    private final ConcurrentSkipListMap<String, StoredBytes> objects;
    private final ConcurrentMap<String, StoredUpload> uploads = new ConcurrentHashMap<>();
    private final Comparator<String> order;

    StoredBucket(Comparator<String> order) {
        this.order = order;
        this.objects = new ConcurrentSkipListMap<>(order);
    }

    Comparator<String> order() {
        return order;
    }

    /** Those that have not expired, by key. */
    Map<String, StoredBytes> objects() {
        var visible = new ConcurrentSkipListMap<String, StoredBytes>(order);
        objectsAfter("").forEach(entry -> visible.put(entry.getKey(), entry.getValue()));
        return visible;
    }

    /** Those of {@link #objects} that are listed behind a key, read as far as the caller goes. */
    Iterable<Map.Entry<String, StoredBytes>> objectsAfter(String key) {
        return () -> (key.isEmpty() ? objects : objects.tailMap(key, false))
                .entrySet().stream()
                        .filter(entry -> !entry.getValue().isExpired(Instant.now()))
                        .iterator();
    }

    Optional<StoredBytes> find(String key) {
        return Optional.ofNullable(objects.get(key)).filter(object -> !object.isExpired(Instant.now()));
    }

    /** Whether the name was taken by then, be it by an object that has expired. */
    boolean wasTaken(String key, Instant then) {
        StoredBytes there = objects.get(key);
        return there != null && !there.modified().isAfter(then);
    }

    void put(String key, StoredBytes object) {
        objects.put(key, object);
    }

    /** False where the name was taken. */
    boolean create(String key, StoredBytes object) {
        return objects.putIfAbsent(key, object) == null;
    }

    void delete(String key) {
        objects.remove(key);
    }

    ConcurrentMap<String, StoredUpload> uploads() {
        return uploads;
    }

    StoredUpload upload(String id, String key) {
        return Optional.ofNullable(uploads.get(id))
                .filter(upload -> upload.key().equals(key))
                .orElseThrow(S3Error::noSuchUpload);
    }
}
