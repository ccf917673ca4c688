package dev.tardigrade.registry.migration;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the old registry says that a repository has. */
final class OldRepository {

    private final RepositoryName name;
    private final Set<Digest> layers = new LinkedHashSet<>();
    private final Set<Digest> manifests = new LinkedHashSet<>();
    private final List<Tag> tags = new ArrayList<>();

    OldRepository(RepositoryName name) {
        this.name = name;
    }

    RepositoryName name() {
        return name;
    }

    Set<Digest> layers() {
        return layers;
    }

    Set<Digest> manifests() {
        return manifests;
    }

    List<Tag> tags() {
        return tags;
    }
}
