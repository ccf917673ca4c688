package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.storage.ObjectKey;
import java.util.List;

/**
 * What a scan of the bucket has seen.
 *
 * @param objects that were looked at
 * @param unreadable manifests that could not be read, so that nothing of their repositories is collected
 */
public record Inventory(long objects, List<ObjectKey> unreadable) {

    public Inventory {
        unreadable = List.copyOf(unreadable);
    }
}
