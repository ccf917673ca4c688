package dev.tardigrade.registry.storage.memory;

import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.testing.storage.StorageContract;
import java.time.Clock;

final class MemoryStorageTest extends StorageContract {

    private final Storage storage = MemoryStorage.open(Clock.systemUTC());

    @Override
    protected Storage storage() {
        return storage;
    }
}
