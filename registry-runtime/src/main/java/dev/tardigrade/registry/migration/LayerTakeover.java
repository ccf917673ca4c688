package dev.tardigrade.registry.migration;

import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.layout.BlobRecord;
import dev.tardigrade.registry.layout.Registry2Tree;
import dev.tardigrade.registry.manifest.Parallel;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.stream.Content;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets repositories serve the blobs that the old registry lets them serve, from where these lie. */
final class LayerTakeover {

    private static final int BUFFER = 64 << 10;

    private final ObjectStore store;
    private final Registry2Tree tree;
    private final Blobs blobs;
    private final OldRegistry old;
    private final TakeoverOrder order;
    private final Progress progress;

    /** Where a blob has been taken over to, so that it is looked at once only. */
    private final Map<Digest, RepositoryName> taken = new ConcurrentHashMap<>();

    /** Of those that were looked at. */
    private final Set<Digest> corrupt = ConcurrentHashMap.newKeySet();

    LayerTakeover(
            ObjectStore store,
            Registry2Tree tree,
            Blobs blobs,
            OldRegistry old,
            TakeoverOrder order,
            Progress progress) {
        this.store = store;
        this.tree = tree;
        this.blobs = blobs;
        this.old = old;
        this.order = order;
        this.progress = progress;
    }

    /** @param there blobs that the repository may serve already */
    void run(OldRepository repository, Set<Digest> there) {
        List<Boolean> _ = Parallel.map(List.copyOf(repository.layers()), digest -> {
            if (there.contains(digest)) {
                progress.layers().wasThere();
            } else {
                take(repository.name(), digest);
            }
            progress.tell();
            return true;
        });
    }

    private void take(RepositoryName repository, Digest digest) {
        ObjectKey link = tree.layer(repository, digest);
        Optional<Digest> source =
                digest.algorithm() == Digest.Algorithm.SHA256 ? Optional.of(digest) : Links.read(store, link, progress);
        if (source.isEmpty()) {
            return;
        }
        Optional<Long> size = old.size(source.get());
        if (size.isEmpty()) {
            progress.skip(SkipReason.DANGLING, link, "the old registry does not have " + source.get());
        } else if (!isMounted(repository, digest)) {
            publish(repository, digest, tree.data(source.get()), size.get());
        } else {
            progress.layers().wrote();
        }
    }

    private boolean isMounted(RepositoryName repository, Digest digest) {
        RepositoryName from = taken.get(digest);
        return from != null && (order.dryRun() || blobs.mount(digest, from, repository));
    }

    private void publish(RepositoryName repository, Digest digest, ObjectKey data, long size) {
        boolean small = size <= BlobRecord.MAX_INLINE;
        // The old registry checked the SHA-256 that it names bytes by; of another digest it has a link, and no more.
        boolean unproven = small || order.verify() || digest.algorithm() != Digest.Algorithm.SHA256;
        try {
            if (corrupt.contains(digest) || (unproven && !hasDigest(data, digest))) {
                corrupt.add(digest);
                progress.skip(SkipReason.CORRUPT, data, "linked by " + repository);
                return;
            }
            if (!order.dryRun()) {
                if (small) {
                    blobs.publish(repository, digest, Content.of(read(data).toArray()));
                } else {
                    blobs.publish(repository, digest, data, size);
                }
            }
        } catch (IOException e) {
            throw broken(data, e);
        }
        taken.put(digest, repository);
        progress.layers().wrote();
    }

    private boolean hasDigest(ObjectKey data, Digest digest) throws IOException {
        MessageDigest hash = digest.algorithm().newHash();
        try (ObjectContent object = open(data)) {
            InputStream in = object.stream();
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                hash.update(buffer, 0, count);
            }
        }
        return Digest.finish(digest.algorithm(), hash).equals(digest);
    }

    private Bytes read(ObjectKey data) throws IOException {
        try (ObjectContent object = open(data)) {
            return Bytes.of(object.stream().readAllBytes());
        }
    }

    private ObjectContent open(ObjectKey data) {
        return store.get(data)
                .orElseThrow(() -> new RegistryException(
                        new Failure.StorageFault(data.value() + " has gone since it was listed; run this again")));
    }

    private static RegistryException broken(ObjectKey data, IOException e) {
        return new RegistryException(
                new Failure.StorageUnavailable(
                        "the store broke off " + data.value() + "; run this again", Duration.ofSeconds(1)),
                e);
    }
}
