package dev.tardigrade.registry.upload.sweep;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tardigrade.registry.layout.BlobRecord;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.ObjectKind;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.UploadId;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.stream.Content;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/**
 * Finds objects of streamed bytes that no record names, because a process ended between completing and publishing them.
 *
 * <p>Most objects have their record, and all records would be many to read. But a record is written after the bytes that it names: so for
 * objects from some time on only records from that time on are read, memberships only for what no blob record names, and each object is judged
 * once. Until when all have been is kept in the bucket.
 */
final class OrphanedData {

    /** By which the clocks of the store's own servers may differ. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final int WIDTH = 16;

    private final ObjectStore store;
    private final BucketLayout layout;
    private final RecordCodec codec;

    OrphanedData(ObjectStore store, BucketLayout layout) {
        this.store = store;
        this.layout = layout;
        this.codec = new RecordCodec(layout);
    }

    /**
     * What was found.
     *
     * @param orphans that no record names
     * @param judgedUntil objects written before that need not be looked at any more, once these are deleted
     */
    record Found(List<ObjectKey> orphans, Instant judgedUntil) {}

    /**
     * Looks at what was written before some time.
     *
     * @param live these uploads may still be published
     * @throws RegistryException where one of the records cannot be read: what it names is not known then
     */
    Found find(Instant before, Predicate<UploadId> live) {
        Instant from = judgedUntil();
        Map<ObjectKey, Instant> unnamed = new ConcurrentHashMap<>();
        List<Instant> undecided = new ArrayList<>(List.of(before));
        store.list(layout.streamed(), data -> {
            Instant written = data.lastModified();
            if (written.isBefore(before) && !written.isBefore(from)) {
                layout.uploadAt(data.key()).ifPresent(upload -> {
                    if (live.test(upload)) {
                        undecided.add(written);
                    } else {
                        unnamed.put(data.key(), written);
                    }
                });
            }
        });
        removeNamed(unnamed, layout.blobRecords(), ObjectKind.BLOB_RECORD);
        removeNamed(unnamed, layout.repositories(), ObjectKind.MEMBERSHIP);
        return new Found(
                List.copyOf(unnamed.keySet()),
                undecided.stream().min(Instant::compareTo).orElse(before));
    }

    private void removeNamed(Map<ObjectKey, Instant> unnamed, KeyPrefix where, ObjectKind kind) {
        Optional<Instant> first = unnamed.values().stream().min(Instant::compareTo);
        if (first.isEmpty()) {
            return;
        }
        Instant since = first.get().minus(MARGIN);
        List<ObjectKey> records = new ArrayList<>();
        store.list(where, record -> {
            if (!record.lastModified().isBefore(since) && layout.kindOf(record.key()) == kind) {
                records.add(record.key());
            }
        });
        ConcurrentLinkedQueue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
        Semaphore width = new Semaphore(WIDTH);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (ObjectKey record : records) {
                width.acquireUninterruptibly();
                threads.execute(() -> {
                    try {
                        data(record).ifPresent(unnamed::remove);
                    } catch (RuntimeException e) {
                        failures.add(e);
                    } finally {
                        width.release();
                    }
                });
            }
        }
        if (!failures.isEmpty()) {
            throw failures.remove();
        }
    }

    private Optional<ObjectKey> data(ObjectKey record) {
        return read(record).map(bytes -> codec.decodeBlob(record, bytes)).flatMap(blob -> switch (blob) {
            case BlobRecord.Stored stored -> Optional.of(stored.data());
            case BlobRecord.Inline _ -> Optional.empty();
        });
    }

    private Instant judgedUntil() {
        return read(layout.sweptUploads())
                .map(bytes -> new String(bytes.toArray(), US_ASCII))
                .map(text -> {
                    try {
                        return Instant.parse(text);
                    } catch (DateTimeException _) {
                        return Instant.MIN;
                    }
                })
                .orElse(Instant.MIN);
    }

    /** Keeps that all objects written before that have been judged. */
    void judged(Instant until) {
        byte[] text = until.toString().getBytes(US_ASCII);
        PutOutcome _ = store.put(layout.sweptUploads(), Content.of(text), Optional.empty(), PutMode.REPLACE);
    }

    private Optional<Bytes> read(ObjectKey key) {
        Optional<ObjectContent> found = store.get(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (ObjectContent object = found.get()) {
            return Optional.of(Bytes.of(object.stream().readAllBytes()));
        } catch (IOException e) {
            throw new RegistryException(new Failure.StorageUnavailable("the store broke off " + key.value(), RETRY), e);
        }
    }
}
