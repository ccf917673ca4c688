package dev.tardigrade.registry.storage.memory;

import dev.tardigrade.registry.storage.Bucket;
import dev.tardigrade.registry.storage.KeyPrefix;

final class MemoryBucket implements Bucket {

    private final MemoryObjectStore objects;

    MemoryBucket(MemoryObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Access access() {
        return Access.GRANTED;
    }

    @Override
    public boolean create() {
        return false;
    }

    @Override
    public boolean isEmpty(KeyPrefix prefix) {
        return objects.below(prefix).isEmpty();
    }
}
