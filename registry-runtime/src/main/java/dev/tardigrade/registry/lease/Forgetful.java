package dev.tardigrade.registry.lease;

import dev.tardigrade.registry.storage.ObjectKey;

/** Keeps what it has read of objects, and can be told that they may be gone. */
public interface Forgetful {

    void forget(ObjectKey key);

    void forgetAll();
}
