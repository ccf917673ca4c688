package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.layout.RepositoryEntry;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.storage.ObjectInfo;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** The objects of one repository, each kind in an order that does not depend on the store. */
final class RepositoryContents {

    private final Map<Digest, ObjectInfo> memberships = new TreeMap<>(Comparator.comparing(Digest::toString));
    private final Map<Digest, ObjectInfo> manifests = new TreeMap<>(Comparator.comparing(Digest::toString));
    private final Map<RepositoryEntry.Tagged, ObjectInfo> tags =
            new TreeMap<>(Comparator.comparing(tagged -> tagged.tag().value()));
    private final Map<RepositoryEntry.Referral, ObjectInfo> referrals =
            new TreeMap<>(Comparator.comparing(RepositoryEntry.Referral::toString));

    void add(RepositoryEntry entry, ObjectInfo object) {
        switch (entry) {
            case RepositoryEntry.Membership membership -> memberships.put(membership.blob(), object);
            case RepositoryEntry.Manifest manifest -> manifests.put(manifest.digest(), object);
            case RepositoryEntry.Tagged tag -> tags.put(tag, object);
            case RepositoryEntry.Referral referral -> referrals.put(referral, object);
        }
    }

    Map<Digest, ObjectInfo> memberships() {
        return memberships;
    }

    Map<Digest, ObjectInfo> manifests() {
        return manifests;
    }

    Map<RepositoryEntry.Tagged, ObjectInfo> tags() {
        return tags;
    }

    Map<RepositoryEntry.Referral, ObjectInfo> referrals() {
        return referrals;
    }
}
