package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.cache.ListCache;
import dev.tardigrade.registry.cache.NameList;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.TagRecord;
import dev.tardigrade.registry.lease.Held;
import dev.tardigrade.registry.lease.Leases;
import dev.tardigrade.registry.manifest.AcceptedManifest.Notice;
import dev.tardigrade.registry.manifest.document.ManifestDocument;
import dev.tardigrade.registry.manifest.document.ManifestReader;
import dev.tardigrade.registry.model.Descriptor;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.Reference;
import dev.tardigrade.registry.model.Referrer;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.storage.AtATime;
import dev.tardigrade.registry.storage.LargeObjects;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The manifests of all repositories.
 *
 * <p>A manifest is stored after everything it names was found, its referrer entry after it, and the tags last: what a tag names is there.
 * Deletion goes the other way round.
 */
public final class Manifests {

    /** Largest manifest, in bytes. */
    public static final int MAX_BYTES = ManifestReader.MAX_BYTES;

    /** Of manifests that this registry takes. */
    public static final List<MediaType> TYPES = ManifestReader.TYPES;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(Manifests.class);

    private final ObjectStore store;
    private final BucketLayout layout;
    private final Blobs blobs;
    private final Leases leases;
    private final ManifestRules rules;
    private final Tags tags;
    private final Referrers referrers;
    private final ListCache lists;
    private final ManifestObjects manifests;

    /** All tags of a repository are looked at: of a hundred thousand that takes some 30 MiB. */
    private final AtATime deletions = new AtATime(4, "too many manifests are being deleted; try again later");

    /** Manifests are read to be looked at, however many are named by indexes that are pushed. */
    private final LargeObjects children = new LargeObjects(
            2 * MAX_BYTES, PATIENCE, "too many large manifests are being looked at; try again later", System::nanoTime);

    /** @param leases that keep from collection what clients are told exists */
    public Manifests(
            ObjectStore store, BucketLayout layout, Blobs blobs, ManifestRules rules, Caches caches, Leases leases) {
        this.store = store;
        this.layout = layout;
        this.blobs = blobs;
        this.leases = leases;
        this.rules = rules;
        this.tags = new Tags(store, layout, caches, rules);
        this.referrers = new Referrers(store, layout, caches, rules.compaction(), this::asReferrer);
        this.lists = caches.lists();
        this.manifests = new ManifestObjects(store, layout, caches, leases);
    }

    /** The manifest. It then stays for the grace period of collection. */
    public Optional<StoredManifest> find(RepositoryName repository, Reference reference) {
        return switch (reference) {
            case Digest digest -> manifests.find(repository, digest);
            case Tag tag -> tags.find(repository, tag).flatMap(record -> behind(repository, record));
        };
    }

    /** Where the tag is known from before, the manifest may have lost it since and have been collected: then only the bucket tells. */
    private Optional<StoredManifest> behind(RepositoryName repository, TagRecord record) {
        Digest digest = record.manifest().digest();
        ObjectKey key = layout.manifest(repository, digest);
        Held _ = leases.hold(key);
        return record.content()
                .filter(_ -> !leases.isCandidate(key))
                .map(content -> new StoredManifest(record.manifest(), content))
                .or(() -> manifests.find(repository, digest));
    }

    /** As {@link #find}. Throws {@link Failure.ManifestUnknown} where there is none. */
    public StoredManifest require(RepositoryName repository, Reference reference) {
        return find(repository, reference).orElseThrow(() -> unknown(repository, reference));
    }

    /**
     * Stores a manifest and points tags to it.
     *
     * @throws RegistryException with {@link Failure.ManifestInvalid}, {@link Failure.DigestInvalid}, {@link Failure.ManifestBlobUnknown} or
     *     {@link Failure.TagImmutable}; nothing has changed then, unless another push was first with an immutable tag in that moment
     */
    public AcceptedManifest put(RepositoryName repository, PushedManifest pushed) {
        Digest digest = pushed.verifiedDigest();
        ManifestDocument document = ManifestReader.read(pushed.content(), pushed.contentType());
        requireChildren(repository, document);
        return put(repository, pushed, digest, document);
    }

    /**
     * As {@link #put} for a copy of what another registry has: what the manifest names may be absent, and be fetched when it is asked for.
     */
    public AcceptedManifest keep(RepositoryName repository, PushedManifest copy) {
        Digest digest = copy.verifiedDigest();
        return put(repository, copy, digest, ManifestReader.read(copy.content(), copy.contentType()));
    }

    private AcceptedManifest put(
            RepositoryName repository, PushedManifest pushed, Digest digest, ManifestDocument document) {
        Descriptor descriptor =
                new Descriptor(document.mediaType(), digest, pushed.content().size());
        StoredManifest manifest = new StoredManifest(descriptor, pushed.content());
        TagRecord record = TagRecord.of(descriptor, pushed.content());
        pushed.tags().forEach(tag -> tags.requireMovable(repository, tag, record));
        List<ObjectKey> named = named(repository, descriptor, document);
        // Deletions that are under way end before anything is written again.
        boolean asKnown = leases.holdAll(named) == Held.AS_KNOWN;
        // Storj bills each write, so a tag that points there already is left alone, unless its time counts; with it
        // there is the manifest.
        List<Tag> moving = pushed.tags().stream()
                .filter(tag -> !tags.needsNoPush(repository, tag, record))
                .toList();
        boolean needed = manifests.isMissed(repository, digest) || !asKnown;
        if (needed || pushed.tags().isEmpty() || !moving.isEmpty()) {
            if (needed || !manifests.isKnown(repository, digest)) {
                manifests.put(repository, manifest);
            }
            refer(repository, manifest, document);
            moving.forEach(tag -> tags.put(repository, tag, record));
            if (!manifests.isReadable(repository, digest)) {
                // Somebody deleted it who had looked for its tags before they were written.
                manifests.put(repository, manifest);
                refer(repository, manifest, document);
            }
        }
        if (leases.holdAll(named) == Held.LOOK_AGAIN) {
            throw new RegistryException(new Failure.StorageUnavailable(
                    "something the manifest names was collected while it was sent; push again", Duration.ofSeconds(1)));
        }
        lists.added(layout.repositories(), repository.value());
        return new AcceptedManifest(
                digest, document.subject().map(Descriptor::digest), pushed.tags(), Notice.of(pushed, document));
    }

    /** All that must not be collected any more once this manifest is there, itself first. */
    private List<ObjectKey> named(RepositoryName repository, Descriptor manifest, ManifestDocument document) {
        List<ObjectKey> keys = new ArrayList<>();
        keys.add(layout.manifest(repository, manifest.digest()));
        document.subject()
                .ifPresent(subject -> keys.add(layout.referrer(repository, subject.digest(), manifest.digest())));
        document.blobs().forEach(blob -> keys.add(layout.membership(repository, blob.digest())));
        document.manifests().forEach(child -> keys.add(layout.manifest(repository, child.digest())));
        return keys;
    }

    private void refer(RepositoryName repository, StoredManifest manifest, ManifestDocument document) {
        document.subject()
                .ifPresent(subject -> referrers.add(repository, subject.digest(), referrer(manifest, document)));
    }

    private static Referrer referrer(StoredManifest manifest, ManifestDocument document) {
        return Referrer.of(manifest.descriptor(), document.artifactType(), document.annotations());
    }

    private Optional<Referrer> asReferrer(RepositoryName repository, Digest digest) {
        try {
            return manifests
                    .find(repository, digest)
                    .flatMap(found -> documentOf(found).map(document -> referrer(found, document)));
        } catch (RegistryException e) {
            if (e.failure() instanceof Failure.StorageFault) {
                LOG.warn("{} of {} is not listed as a referrer: {}", digest, repository, e.getMessage());
                return Optional.empty();
            }
            throw e;
        }
    }

    private void requireChildren(RepositoryName repository, ManifestDocument document) {
        List<Descriptor> missing = new ArrayList<>();
        if (!rules.sparseImages()) {
            List<Descriptor> needed = document.blobs().stream()
                    .filter(blob -> !blob.mediaType().isNonDistributable())
                    .distinct()
                    .toList();
            missing.addAll(Parallel.filter(
                    needed, blob -> blobs.find(repository, blob.digest()).isEmpty()));
        }
        if (!rules.sparseIndexes()) {
            missing.addAll(Parallel.filter(
                    document.manifests(),
                    child -> !children.during(() -> manifests.isReadable(repository, child.digest()))));
        }
        if (!missing.isEmpty()) {
            throw new RegistryException(new Failure.ManifestBlobUnknown(
                    repository + " does not have " + missing.getFirst().digest() + ", which the manifest names"));
        }
    }

    /** Removes a tag; what it points to stays. Throws {@link Failure.ManifestUnknown} where there is none. */
    public void delete(RepositoryName repository, Tag tag) {
        if (!tags.delete(repository, tag)) {
            throw unknown(repository, tag);
        }
    }

    /**
     * Removes a tag as {@link #delete} does, where there is a reason to and it is not immutable. No push of it by this process is under way from
     * when the reason is asked for.
     *
     * @return the reason, where the tag is gone
     */
    public <T> Optional<T> deleteIf(RepositoryName repository, Tag tag, Supplier<Optional<T>> reason) {
        return tags.deleteIf(repository, tag, reason);
    }

    /**
     * Removes a manifest and all tags that point to it. A tag that is pushed to it meanwhile is gone afterwards, or the manifest is there again.
     *
     * @throws RegistryException with {@link Failure.ManifestUnknown} where there is none, or {@link Failure.TagImmutable} where such a tag points to
     *     it; it is there then
     */
    public void delete(RepositoryName repository, Digest digest) {
        boolean _ = deletions.call(() -> {
            deleteAlone(repository, digest);
            return true;
        });
    }

    private void deleteAlone(RepositoryName repository, Digest digest) {
        manifests.forget(repository, digest);
        Optional<StoredManifest> manifest = toDelete(repository, digest);
        OtherTags others = manifest.map(found -> tags.deleteAll(repository, found))
                .orElseGet(() -> tags.deleteAll(repository, digest));
        manifest.flatMap(Manifests::documentOf)
                .flatMap(ManifestDocument::subject)
                .ifPresent(about -> referrers.remove(repository, about.digest(), digest));
        manifests.delete(repository, digest);
        // From here on whoever pushes a tag finds that the manifest is gone, and stores it again.
        try {
            tags.deleteNewer(repository, digest, others, () -> !manifests.isReadable(repository, digest));
        } catch (RegistryException e) {
            if (e.failure() instanceof Failure.TagImmutable) {
                manifest.ifPresent(found -> restore(repository, found));
            }
            throw e;
        }
    }

    private void restore(RepositoryName repository, StoredManifest manifest) {
        manifests.put(repository, manifest);
        documentOf(manifest).ifPresent(document -> refer(repository, manifest, document));
    }

    /** Nothing where it cannot be read any more. Throws {@link Failure.ManifestUnknown} where there is none. */
    private Optional<StoredManifest> toDelete(RepositoryName repository, Digest digest) {
        try {
            return Optional.of(require(repository, digest));
        } catch (RegistryException e) {
            if (e.failure() instanceof Failure.StorageFault) {
                LOG.warn("{} of {} is deleted unread: {}", digest, repository, e.getMessage());
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What a manifest names; nothing where that cannot be told, as rules were others once. */
    private static Optional<ManifestDocument> documentOf(StoredManifest manifest) {
        try {
            return Optional.of(ManifestReader.read(
                    manifest.content(), Optional.of(manifest.descriptor().mediaType())));
        } catch (RegistryException e) {
            LOG.warn(
                    "{} is taken as if it had no subject: {}",
                    manifest.descriptor().digest(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    /** The tags of a repository in ASCII order, as they are now. Throws {@link Failure.NameUnknown} where it has never been pushed to. */
    public Stream<String> tags(RepositoryName repository) {
        return known(repository, tags.read(repository)).all();
    }

    /** As {@link #tags}, those behind {@code last}, as they were at most the time to live of caches ago. */
    public Stream<String> tagsAfter(RepositoryName repository, String last) {
        return known(repository, tags.recent(repository)).after(last);
    }

    private NameList known(RepositoryName repository, NameList all) {
        if (all.isEmpty() && !exists(repository)) {
            throw new RegistryException(new Failure.NameUnknown("there is no repository " + repository));
        }
        return all;
    }

    private boolean exists(RepositoryName repository) {
        List<Boolean> content = new ArrayList<>();
        store.listDirectory(layout.repository(repository), _ -> {}, folder -> {
            if (layout.isContent(folder)) {
                content.add(true);
            }
        });
        return !content.isEmpty();
    }

    /**
     * A part of the manifests that are about another one, by digest. Includes those that clients without this API have listed under a tag made
     * from the digest (OCI distribution spec, "Referrers Tag Schema").
     */
    public ReferrerPage referrers(RepositoryName repository, Digest subject, ReferrerQuery query) {
        return referrers.page(repository, subject, listedByClients(repository, subject), query);
    }

    /** What lies under that tag may be anything; then it lists nothing. */
    private List<Referrer> listedByClients(RepositoryName repository, Digest subject) {
        try {
            return find(repository, tagFor(subject))
                    .map(index -> ManifestReader.referrersIn(index.content()))
                    .orElse(List.of());
        } catch (RegistryException e) {
            if (e.failure() instanceof Failure.StorageFault || e.failure() instanceof Failure.ManifestInvalid) {
                LOG.warn("the tag for the referrers of {} in {} lists none: {}", subject, repository, e.getMessage());
                return List.of();
            }
            throw e;
        }
    }

    /** Of longer digests than sha256 the tag has the first 64 digits. */
    private static Tag tagFor(Digest subject) {
        return new Tag(subject.algorithm().id() + "-" + subject.hex().substring(0, 64));
    }

    private static RegistryException unknown(RepositoryName repository, Reference reference) {
        return new RegistryException(new Failure.ManifestUnknown(repository + " has no manifest " + reference));
    }
}
