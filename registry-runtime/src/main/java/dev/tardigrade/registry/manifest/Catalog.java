package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Which repositories there are. One list of the store for each folder of their names. */
public final class Catalog {

    private final ObjectStore store;
    private final BucketLayout layout;

    public Catalog(ObjectStore store, BucketLayout layout) {
        this.store = store;
        this.layout = layout;
    }

    /** All repositories that have been pushed to, in ASCII order. */
    public List<RepositoryName> repositories() {
        List<RepositoryName> found = new ArrayList<>();
        Deque<KeyPrefix> open = new ArrayDeque<>();
        open.add(layout.repositories());
        while (!open.isEmpty()) {
            KeyPrefix folder = open.remove();
            boolean[] content = {false};
            store.listDirectory(folder, _ -> {}, below -> {
                content[0] |= layout.isContent(below);
                if (layout.repositoryAt(below).isPresent()) {
                    open.add(below);
                }
            });
            if (content[0]) {
                layout.repositoryAt(folder).ifPresent(found::add);
            }
        }
        return found.stream().sorted().toList();
    }
}
