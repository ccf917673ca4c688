package dev.tardigrade.registry.migration;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.RepositoryEntry;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.storage.ObjectStore;
import java.util.HashSet;
import java.util.Set;

/**
 * What a repository has in this registry already, by an earlier run or by pushes.
 *
 * @param layers blobs that it may serve
 */
record RepositoryHere(Set<Digest> layers, Set<Digest> manifests, Set<Tag> tags) {

    static RepositoryHere read(ObjectStore store, BucketLayout layout, RepositoryName name) {
        RepositoryHere here = new RepositoryHere(new HashSet<>(), new HashSet<>(), new HashSet<>());
        store.list(
                layout.repository(name),
                object -> layout.repositoryEntryAt(object.key())
                        .filter(entry -> entry.repository().equals(name))
                        .ifPresent(here::add));
        return here;
    }

    private void add(RepositoryEntry entry) {
        switch (entry) {
            case RepositoryEntry.Membership membership -> layers.add(membership.blob());
            case RepositoryEntry.Manifest manifest -> manifests.add(manifest.digest());
            case RepositoryEntry.Tagged tagged -> tags.add(tagged.tag());
            case RepositoryEntry.Referral _ -> {}
        }
    }
}
