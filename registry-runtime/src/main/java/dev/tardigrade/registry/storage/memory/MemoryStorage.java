package dev.tardigrade.registry.storage.memory;

import dev.tardigrade.registry.storage.Storage;
import java.time.Clock;

/** Opens stores in memory. Each is empty at first, and gone with its last reference. */
public final class MemoryStorage {

    private MemoryStorage() {}

    public static Storage open(Clock clock) {
        var objects = new MemoryObjectStore(clock);
        return new Storage(new MemoryBucket(objects), objects);
    }
}
