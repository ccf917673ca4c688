package dev.tardigrade.registry.storage.memory;

import dev.tardigrade.registry.storage.MultipartUpload;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.stream.Content;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

final class MemoryMultipartUpload implements MultipartUpload {

    private final MemoryObjectStore store;
    private final Clock clock;
    private final ObjectKey key;
    private final MultipartId id;

    MemoryMultipartUpload(MemoryObjectStore store, Clock clock, ObjectKey key, MultipartId id) {
        this.store = store;
        this.clock = clock;
        this.key = key;
        this.id = id;
    }

    @Override
    public ObjectKey key() {
        return key;
    }

    @Override
    public MultipartId id() {
        return id;
    }

    @Override
    public Part put(int number, Content content) {
        Part.checkNumber(number);
        PendingObject pending = store.pending(key, id);
        byte[] bytes = StoredObject.read(content);
        return pending.put(number, StoredObject.of(key, bytes, Optional.empty(), clock.instant()));
    }

    @Override
    public List<Part> parts() {
        return store.pending(key, id).parts();
    }

    @Override
    public PutOutcome complete(List<Part> parts, PutMode mode) {
        PutOutcome outcome = store.store(store.pending(key, id).join(parts, clock.instant()), mode);
        switch (outcome) {
            case PutOutcome.Stored _ -> store.end(id);
            case PutOutcome.AlreadyExists _ -> {}
        }
        return outcome;
    }

    @Override
    public void abort() {
        store.end(id);
    }
}
