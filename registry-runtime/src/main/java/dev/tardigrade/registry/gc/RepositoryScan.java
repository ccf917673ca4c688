package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.layout.ObjectKind;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.lease.SmallObjects;
import dev.tardigrade.registry.manifest.document.ManifestLinks;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.ETag;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what nothing in a repository refers to. */
final class RepositoryScan {

    private final LinksReader links;
    private final SmallObjects objects;
    private final RecordCodec codec;
    private final Throttle throttle;
    private final boolean untagged;
    private final boolean equalTagsAreEqual;

    /** @param equalTagsAreEqual whether objects with equal ETags have equal bytes */
    RepositoryScan(
            LinksReader links,
            SmallObjects objects,
            RecordCodec codec,
            Throttle throttle,
            boolean untagged,
            boolean equalTagsAreEqual) {
        this.links = links;
        this.objects = objects;
        this.codec = codec;
        this.throttle = throttle;
        this.untagged = untagged;
        this.equalTagsAreEqual = equalTagsAreEqual;
    }

    /** Adds what is unreferenced, and the manifests that cannot be read; where there is one of these, nothing else is. */
    void scan(RepositoryName repository, RepositoryContents contents, List<Item> found, List<ObjectKey> unreadable) {
        Map<Digest, ManifestLinks> manifests = new HashMap<>();
        boolean clear = true;
        for (var each : contents.manifests().entrySet()) {
            ObjectKey key = each.getValue().key();
            switch (links.read(key)) {
                case LinksReader.Read(ManifestLinks named) -> manifests.put(each.getKey(), named);
                case LinksReader.Gone _ -> {}
                case LinksReader.Unreadable _ -> {
                    unreadable.add(key);
                    clear = false;
                }
            }
        }
        if (clear) {
            addAll(repository, contents, manifests, found);
        }
    }

    private void addAll(
            RepositoryName repository,
            RepositoryContents contents,
            Map<Digest, ManifestLinks> manifests,
            List<Item> found) {
        contents.referrals().forEach((referral, object) -> {
            if (!contents.manifests().containsKey(referral.referrer())) {
                found.add(new Item(object.key(), ObjectKind.REFERRER, object.size(), repository));
            }
        });
        if (untagged) {
            Set<Digest> wanted = wanted(contents, manifests);
            contents.manifests().forEach((digest, object) -> {
                if (!wanted.contains(digest)) {
                    found.add(new Item(object.key(), ObjectKind.MANIFEST, object.size(), repository));
                }
            });
        }
        Set<Digest> named = new HashSet<>();
        manifests.values().forEach(each -> named.addAll(each.blobs()));
        contents.memberships().forEach((digest, object) -> {
            if (!named.contains(digest)) {
                found.add(new Item(object.key(), ObjectKind.MEMBERSHIP, object.size(), repository));
            }
        });
    }

    /** Tagged, listed by an index that is there, or about a manifest that is there. */
    private Set<Digest> wanted(RepositoryContents contents, Map<Digest, ManifestLinks> manifests) {
        Set<Digest> wanted = tagged(contents.tags().values());
        manifests.forEach((digest, each) -> {
            wanted.addAll(each.manifests());
            if (each.subject().filter(contents.manifests()::containsKey).isPresent()) {
                wanted.add(digest);
            }
        });
        return wanted;
    }

    private Set<Digest> tagged(Iterable<ObjectInfo> tags) {
        Set<Digest> targets = new HashSet<>();
        Set<ETag> seen = new HashSet<>();
        List<ObjectInfo> distinct = new ArrayList<>();
        tags.forEach(tag -> {
            if (!equalTagsAreEqual || seen.add(tag.etag())) {
                distinct.add(tag);
            }
        });
        for (ObjectInfo tag : distinct) {
            throttle.take();
            objects.read(tag.key())
                    .ifPresent(bytes -> targets.add(
                            codec.decodeTag(tag.key(), bytes).manifest().digest()));
        }
        return targets;
    }
}
