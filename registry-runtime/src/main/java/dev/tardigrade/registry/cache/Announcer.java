package dev.tardigrade.registry.cache;

import dev.tardigrade.registry.storage.ObjectKey;
import java.util.Collection;

/** Tells the other replicas what has changed in the store. */
public interface Announcer {

    /** There are no other replicas. */
    Announcer ALONE = _ -> {};

    /**
     * Returns when no other replica answers any more from what it had kept under these keys: each has dropped it, has ended, or has kept it for
     * its time to live. Does not fail.
     */
    void changed(Collection<ObjectKey> keys);
}
