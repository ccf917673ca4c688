package dev.tardigrade.registry.retention;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.stream.Content;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * The store's clock, by which tags have their age. It is read off a small object that is written and removed again. Where this process has another
 * time, one of both is wrong, and nobody knows which: then nothing is judged.
 */
public final class StoreClock {

    /** By which the clocks of the store and of this process may differ. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final ObjectStore store;
    private final BucketLayout layout;
    private final InstantSource own;

    /** @param own wall clock of this process */
    public StoreClock(ObjectStore store, BucketLayout layout, InstantSource own) {
        this.store = store;
        this.layout = layout;
        this.own = own;
    }

    /**
     * What time it is.
     *
     * @throws RegistryException also with {@link Failure.StorageFault}, where the clock of this process differs by more than 5 minutes
     */
    Instant now() {
        Instant before = own.instant();
        Instant now = ofNewObject();
        Instant after = own.instant();
        // A store that is slow to answer has no wrong clock.
        if (now.isBefore(before.minus(TOLERANCE)) || now.isAfter(after.plus(TOLERANCE))) {
            throw new RegistryException(
                    new Failure.StorageFault("no tag is judged by its age: the clock of this process shows " + after
                            + ", that of the storage " + now + "; set the one that is wrong, they may differ by "
                            + TOLERANCE.toMinutes() + " minutes"));
        }
        return now;
    }

    private Instant ofNewObject() {
        UUID id = UUID.randomUUID();
        ObjectKey key = layout.probe(id);
        PutOutcome _ = store.put(
                key, Content.of(id.toString().getBytes(StandardCharsets.US_ASCII)), Optional.empty(), PutMode.REPLACE);
        try {
            return store.head(key)
                    .map(ObjectInfo::lastModified)
                    .orElseThrow(() -> new RegistryException(new Failure.StorageFault(
                            "the store is not consistent: " + key.value() + " is not there after it was written")));
        } finally {
            store.delete(key);
        }
    }
}
