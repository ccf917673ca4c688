package dev.tardigrade.registry.lease;

import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.stream.Content;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Reads and writes small objects, past any cache. */
public final class SmallObjects {

    private final ObjectStore store;

    public SmallObjects(ObjectStore store) {
        this.store = store;
    }

    /** The whole object. */
    public Optional<Bytes> read(ObjectKey key) {
        return beginning(key, Integer.MAX_VALUE);
    }

    /** The first bytes, so many at most. */
    public Optional<Bytes> beginning(ObjectKey key, int most) {
        Optional<ObjectContent> found = store.get(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (ObjectContent object = found.get()) {
            return Optional.of(Bytes.of(object.stream().readNBytes(most)));
        } catch (IOException e) {
            throw new RegistryException(
                    new Failure.StorageUnavailable("the store broke off " + key.value(), Duration.ofSeconds(1)), e);
        }
    }

    public void write(ObjectKey key, Bytes bytes) {
        PutOutcome _ = store.put(key, Content.of(bytes.toArray()), Optional.empty(), PutMode.REPLACE);
    }
}
