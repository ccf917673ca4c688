package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.cache.ListCache;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Which repositories there are: all that have been pushed to. One list of the store for each folder of their names. */
public final class Catalog {

    private final ObjectStore store;
    private final BucketLayout layout;
    private final ListCache lists;

    public Catalog(ObjectStore store, BucketLayout layout, ListCache lists) {
        this.store = store;
        this.layout = layout;
        this.lists = lists;
    }

    /** All repositories in ASCII order, as they are now. */
    public Stream<RepositoryName> repositories() {
        return lists.read(layout.repositories(), this::read).all().map(RepositoryName::new);
    }

    /** Those behind {@code last}, as they were at most the time to live of caches ago. */
    public Stream<RepositoryName> repositoriesAfter(String last) {
        return lists.get(layout.repositories(), this::read).after(last).map(RepositoryName::new);
    }

    private void read(Consumer<String> each) {
        List<Folder> level = List.of(look(layout.repositories()));
        while (!level.isEmpty()) {
            List<KeyPrefix> below =
                    level.stream().flatMap(folder -> folder.below.stream()).toList();
            level = Parallel.map(below, this::look);
            level.stream()
                    .filter(folder -> folder.content)
                    .flatMap(folder -> layout.repositoryAt(folder.prefix).stream())
                    .map(RepositoryName::value)
                    .forEach(each);
        }
    }

    private Folder look(KeyPrefix prefix) {
        List<KeyPrefix> groups = new ArrayList<>();
        store.listDirectory(prefix, _ -> {}, groups::add);
        return new Folder(
                prefix,
                groups.stream().anyMatch(layout::isContent),
                groups.stream()
                        .filter(group -> layout.repositoryAt(group).isPresent())
                        .toList());
    }

    /**
     * What was found in one folder.
     *
     * @param content whether it is a repository's
     * @param below folders of names that continue its name
     */
    private record Folder(KeyPrefix prefix, boolean content, List<KeyPrefix> below) {}
}
