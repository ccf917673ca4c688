package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.storage.ObjectKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a scan of the bucket found.
 *
 * @param unreferenced in the order in which it may be deleted
 * @param objects that were looked at
 * @param unreadable manifests that could not be read, so that nothing of their repositories is collected
 */
public record Inventory(List<Item> unreferenced, long objects, List<ObjectKey> unreadable) {

    public Inventory {
        unreferenced = List.copyOf(unreferenced);
        unreadable = List.copyOf(unreadable);
    }

    Set<ObjectKey> keys() {
        return unreferenced.stream().map(Item::key).collect(Collectors.toUnmodifiableSet());
    }

    public long bytes() {
        return unreferenced.stream().mapToLong(Item::size).sum();
    }
}
