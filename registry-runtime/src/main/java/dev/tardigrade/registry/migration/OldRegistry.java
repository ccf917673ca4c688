package dev.tardigrade.registry.migration;

import dev.tardigrade.registry.layout.Registry2Entry;
import dev.tardigrade.registry.layout.Registry2Tree;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the old registry has, by one list of its tree. */
final class OldRegistry {

    private final Map<Digest, Long> sizes = new HashMap<>();
    private final Map<RepositoryName, OldRepository> repositories =
            new TreeMap<>(Comparator.comparing(RepositoryName::value));
    private final TreeSet<String> uploads = new TreeSet<>();
    private final TreeSet<String> misnamed = new TreeSet<>();
    private State state = new State(0, Instant.EPOCH);

    private OldRegistry() {}

    /**
     * By which two looks at a tree are compared.
     *
     * @param objects how many there are
     * @param latest when one was last written, by the clock of the store
     */
    record State(long objects, Instant latest) {

        private State with(ObjectInfo object) {
            Instant written = object.lastModified();
            return new State(objects + 1, written.isAfter(latest) ? written : latest);
        }
    }

    static OldRegistry read(ObjectStore store, Registry2Tree tree) {
        OldRegistry registry = new OldRegistry();
        store.list(tree.root(), object -> {
            registry.count(object);
            registry.add(tree.entryAt(object.key()), object);
        });
        return registry;
    }

    static State state(ObjectStore store, Registry2Tree tree) {
        OldRegistry registry = new OldRegistry();
        store.list(tree.root(), registry::count);
        return registry.state;
    }

    private void count(ObjectInfo object) {
        state = state.with(object);
    }

    private void add(Registry2Entry entry, ObjectInfo object) {
        switch (entry) {
            case Registry2Entry.Data(Digest digest) -> sizes.put(digest, object.size());
            case Registry2Entry.Layer(RepositoryName name, Digest blob) ->
                repository(name).layers().add(blob);
            case Registry2Entry.Revision(RepositoryName name, Digest digest) ->
                repository(name).manifests().add(digest);
            case Registry2Entry.Tagged(RepositoryName name, var tag) ->
                repository(name).tags().add(tag);
            case Registry2Entry.Upload(String folder) -> uploads.add(folder);
            case Registry2Entry.Misnamed(String path) -> misnamed.add(path);
            case Registry2Entry.Other _ -> {}
        }
    }

    private OldRepository repository(RepositoryName name) {
        return repositories.computeIfAbsent(name, OldRepository::new);
    }

    State state() {
        return state;
    }

    Collection<OldRepository> repositories() {
        return repositories.values();
    }

    /** The size of these bytes; empty where they are not there. */
    Optional<Long> size(Digest digest) {
        return Optional.ofNullable(sizes.get(digest));
    }

    /** Folders of uploads that were not finished. */
    Collection<String> uploads() {
        return uploads;
    }

    Collection<String> misnamed() {
        return misnamed;
    }
}
