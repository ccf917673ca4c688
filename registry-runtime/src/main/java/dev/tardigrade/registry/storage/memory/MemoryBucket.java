package dev.tardigrade.registry.storage.memory;

import dev.tardigrade.registry.storage.Bucket;
import dev.tardigrade.registry.storage.KeyPrefix;

final class MemoryBucket implements Bucket {

    private final MemoryObjectStore objects;
    private volatile boolean deleted;

    MemoryBucket(MemoryObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Access access() {
        return deleted ? Access.MISSING : Access.GRANTED;
    }

    @Override
    public boolean create() {
        boolean missing = deleted;
        deleted = false;
        return missing;
    }

    @Override
    public boolean isEmpty(KeyPrefix prefix) {
        return objects.below(prefix).isEmpty();
    }

    @Override
    public boolean delete() {
        deleted = isEmpty(KeyPrefix.ROOT);
        return deleted;
    }
}
