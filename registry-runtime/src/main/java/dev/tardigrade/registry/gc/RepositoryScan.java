package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.gc.compact.BucketContents;
import dev.tardigrade.registry.gc.compact.DigestTable;
import dev.tardigrade.registry.gc.compact.RepositoryContents;
import dev.tardigrade.registry.gc.compact.ScanMemory;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.ObjectKind;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.lease.SmallObjects;
import dev.tardigrade.registry.manifest.document.ManifestLinks;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.ObjectKey;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Finds what nothing in a repository refers to. For one thread. */
final class RepositoryScan {

    private static final int BYTES_OF_UNREADABLE = 400;

    private final LinksReader links;
    private final SmallObjects objects;
    private final BucketLayout layout;
    private final RecordCodec codec;
    private final Throttle throttle;
    private final boolean untagged;

    // Numbers of digests in the repository that is looked at.
    private final BitSet there = new BitSet();
    private final BitSet wanted = new BitSet();
    private final BitSet named = new BitSet();

    RepositoryScan(
            LinksReader links,
            SmallObjects objects,
            BucketLayout layout,
            RecordCodec codec,
            Throttle throttle,
            boolean untagged) {
        this.links = links;
        this.objects = objects;
        this.layout = layout;
        this.codec = codec;
        this.throttle = throttle;
        this.untagged = untagged;
    }

    /** Hands over what is unreferenced, and the manifests that cannot be read; where there is one of these, nothing else is. */
    void scan(
            RepositoryName repository,
            RepositoryContents its,
            BucketContents all,
            Consumer<Item> found,
            List<ObjectKey> unreadable) {
        there.clear();
        wanted.clear();
        named.clear();
        its.eachManifest((digest, _) -> there.set(digest));
        if (!readManifests(repository, its, all, unreadable)) {
            return;
        }
        if (untagged) {
            its.tags().forEach(tag -> addTarget(layout.tag(repository, tag), all.digests()));
        }
        handOver(repository, its, all.digests(), found);
    }

    private boolean readManifests(
            RepositoryName repository, RepositoryContents its, BucketContents all, List<ObjectKey> unreadable) {
        DigestTable digests = all.digests();
        ScanMemory memory = all.memory();
        int before = unreadable.size();
        its.eachManifest((digest, _) -> {
            ObjectKey key = layout.manifest(repository, digests.get(digest));
            switch (links.read(key)) {
                case LinksReader.Read(ManifestLinks read) -> add(digest, read, digests);
                case LinksReader.Gone _ -> {}
                case LinksReader.Unreadable _ -> {
                    memory.take(BYTES_OF_UNREADABLE);
                    unreadable.add(key);
                }
            }
        });
        return unreadable.size() == before;
    }

    /** Wanted is what an index that is there lists, or what is about a manifest that is there. */
    private void add(int manifest, ManifestLinks links, DigestTable digests) {
        addAll(links.blobs(), digests, named);
        addAll(links.manifests(), digests, wanted);
        links.subject()
                .map(digests::find)
                .filter(subject -> subject >= 0 && there.get(subject))
                .ifPresent(_ -> wanted.set(manifest));
    }

    /** What has no number is not in the bucket. */
    private static void addAll(Collection<Digest> from, DigestTable digests, BitSet to) {
        for (Digest each : from) {
            int number = digests.find(each);
            if (number >= 0) {
                to.set(number);
            }
        }
    }

    private void addTarget(ObjectKey tag, DigestTable digests) {
        throttle.take();
        objects.read(tag)
                .map(bytes -> codec.decodeTag(tag, bytes).manifest().digest())
                .ifPresent(target -> addAll(List.of(target), digests, wanted));
    }

    private void handOver(
            RepositoryName repository, RepositoryContents its, DigestTable digests, Consumer<Item> found) {
        its.eachReferral((subject, referrer, size) -> {
            if (!there.get(referrer)) {
                ObjectKey key = layout.referrer(repository, digests.get(subject), digests.get(referrer));
                found.accept(new Item(key, ObjectKind.REFERRER, size, repository));
            }
        });
        if (untagged) {
            its.eachManifest((digest, size) -> {
                if (!wanted.get(digest)) {
                    ObjectKey key = layout.manifest(repository, digests.get(digest));
                    found.accept(new Item(key, ObjectKind.MANIFEST, size, repository));
                }
            });
        }
        its.eachMembership((digest, size) -> {
            if (!named.get(digest)) {
                ObjectKey key = layout.membership(repository, digests.get(digest));
                found.accept(new Item(key, ObjectKind.MEMBERSHIP, size, repository));
            }
        });
    }
}
