package dev.tardigrade.registry.manifest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.cache.ObjectCache;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.lease.Held;
import dev.tardigrade.registry.lease.Leases;
import dev.tardigrade.registry.manifest.document.ManifestReader;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Descriptor;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.stream.Content;
import java.util.Optional;

/** The objects that manifests are, by digest. A damaged one counts as absent where clients push, so that it is mended. */
final class ManifestObjects {

    private final ObjectStore store;
    private final BucketLayout layout;
    private final Leases leases;
    private final ObjectCache<StoredManifest> manifests;

    /** Manifests that a reader looked for and found damaged, or not at all. */
    private final Cache<ObjectKey, Boolean> missed =
            Caffeine.newBuilder().maximumSize(10_000).build();

    ManifestObjects(ObjectStore store, BucketLayout layout, Caches caches, Leases leases) {
        this.store = store;
        this.layout = layout;
        this.leases = leases;
        this.manifests = caches.open(store, this::decode);
    }

    private StoredManifest decode(ObjectKey key, Bytes content, Optional<MediaType> contentType) {
        Digest digest = layout.digestAt(key);
        if (!content.digest(digest.algorithm()).equals(digest)) {
            missed.put(key, true);
            throw new RegistryException(new Failure.StorageFault(
                    key.value() + " does not have the digest it is named after; push the image again"));
        }
        return new StoredManifest(new Descriptor(typeOf(key, content, contentType), digest, content.size()), content);
    }

    /** What this registry has accepted has its type; other programs may have written here, too. */
    private static MediaType typeOf(ObjectKey key, Bytes content, Optional<MediaType> contentType) {
        try {
            return ManifestReader.typeOfStored(content, contentType);
        } catch (RegistryException e) {
            throw new RegistryException(
                    new Failure.StorageFault(key.value() + " is no manifest that is supported: " + e.getMessage()), e);
        }
    }

    /** The manifest. It then stays for the grace period of collection. Throws {@link Failure.StorageFault} where it is damaged. */
    Optional<StoredManifest> find(RepositoryName repository, Digest digest) {
        ObjectKey key = layout.manifest(repository, digest);
        Held _ = leases.hold(key);
        Optional<StoredManifest> found = manifests.get(key);
        if (found.isEmpty()) {
            missed.put(key, true);
        }
        return found;
    }

    /** As {@link #find}, without the manifest. */
    boolean isReadable(RepositoryName repository, Digest digest) {
        try {
            return find(repository, digest).isPresent();
        } catch (RegistryException e) {
            if (e.failure() instanceof Failure.StorageFault) {
                return false;
            }
            throw e;
        }
    }

    /** Whether a reader of this process found it damaged or absent since it was stored: then a push must store it, whatever tags say. */
    boolean isMissed(RepositoryName repository, Digest digest) {
        return missed.getIfPresent(layout.manifest(repository, digest)) != null;
    }

    /** Whether it was there not long ago, and nobody is known to have deleted it since. Asks no store. */
    boolean isKnown(RepositoryName repository, Digest digest) {
        return manifests.peek(layout.manifest(repository, digest)).isPresent();
    }

    /** Stores it where it is absent or damaged. */
    void put(RepositoryName repository, StoredManifest manifest) {
        ObjectKey key = layout.manifest(repository, manifest.descriptor().digest());
        long before = manifests.version(key);
        switch (write(key, manifest, PutMode.CREATE)) {
            case PutOutcome.Stored _ ->
                manifests.remember(key, manifest, manifest.content().size(), before);
            case PutOutcome.AlreadyExists _ -> {
                if (!isReadable(repository, manifest.descriptor().digest())) {
                    PutOutcome _ = write(key, manifest, PutMode.REPLACE);
                    manifests.forget(key);
                }
            }
        }
        missed.invalidate(key);
    }

    private PutOutcome write(ObjectKey key, StoredManifest manifest, PutMode mode) {
        return store.put(
                key,
                Content.of(manifest.content().toArray()),
                Optional.of(manifest.descriptor().mediaType()),
                mode);
    }

    /** The next reader looks into the store. */
    void forget(RepositoryName repository, Digest digest) {
        manifests.forget(layout.manifest(repository, digest));
    }

    /** Whoever has known it, here or at another replica, has forgotten it when this returns. */
    void delete(RepositoryName repository, Digest digest) {
        ObjectKey key = layout.manifest(repository, digest);
        store.delete(key);
        manifests.forget(key);
        missed.invalidate(key);
    }
}
