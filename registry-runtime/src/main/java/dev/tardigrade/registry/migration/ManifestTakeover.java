package dev.tardigrade.registry.migration;

import dev.tardigrade.registry.layout.Registry2Tree;
import dev.tardigrade.registry.lease.SmallObjects;
import dev.tardigrade.registry.manifest.AcceptedManifest;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.manifest.Parallel;
import dev.tardigrade.registry.manifest.PushedManifest;
import dev.tardigrade.registry.manifest.document.ManifestLinks;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Takes over the manifests of repositories, which are small and therefore copied. */
final class ManifestTakeover {

    private final ObjectStore store;
    private final Registry2Tree tree;
    private final Manifests manifests;
    private final OldRegistry old;
    private final TakeoverOrder order;
    private final Progress progress;

    ManifestTakeover(
            ObjectStore store,
            Registry2Tree tree,
            Manifests manifests,
            OldRegistry old,
            TakeoverOrder order,
            Progress progress) {
        this.store = store;
        this.tree = tree;
        this.manifests = manifests;
        this.old = old;
        this.order = order;
        this.progress = progress;
    }

    /**
     * Takes them over.
     *
     * @param there manifests that the repository has here already
     * @return those that it has now; in a dry run, would have
     */
    Set<Digest> run(OldRepository repository, Set<Digest> there) {
        Set<Digest> has = ConcurrentHashMap.newKeySet();
        List<Boolean> _ = Parallel.map(List.copyOf(repository.manifests()), digest -> {
            if (there.contains(digest)) {
                progress.manifests().wasThere();
                has.add(digest);
            } else if (isTaken(repository, digest)) {
                progress.manifests().wrote();
                has.add(digest);
            }
            progress.tell();
            return true;
        });
        return has;
    }

    private boolean isTaken(OldRepository repository, Digest digest) {
        ObjectKey link = tree.revision(repository.name(), digest);
        Optional<Digest> source =
                digest.algorithm() == Digest.Algorithm.SHA256 ? Optional.of(digest) : Links.read(store, link, progress);
        if (source.isEmpty()) {
            return false;
        }
        Optional<Long> size = old.size(source.get());
        if (size.isEmpty()) {
            progress.skip(SkipReason.DANGLING, link, "the old registry does not have " + source.get());
            return false;
        }
        if (size.get() > Manifests.MAX_BYTES) {
            progress.skip(SkipReason.UNSUPPORTED, link, "it has " + size.get() + " bytes");
            return false;
        }
        Optional<Bytes> content = new SmallObjects(store).read(tree.data(source.get()));
        return content.isPresent() && isTaken(repository, digest, content.get(), link);
    }

    private boolean isTaken(OldRepository repository, Digest digest, Bytes content, ObjectKey link) {
        if (!content.digest(digest.algorithm()).equals(digest)) {
            progress.skip(SkipReason.CORRUPT, link, "the manifest has " + content.digest(digest.algorithm()));
            return false;
        }
        ManifestLinks links;
        PushedManifest manifest;
        try {
            manifest = PushedManifest.untyped(content, digest);
            links = manifest.links();
        } catch (RegistryException e) {
            progress.skip(SkipReason.UNSUPPORTED, link, String.valueOf(e.getMessage()));
            return false;
        }
        noteWhatIsMissing(repository, links, link);
        if (!order.dryRun()) {
            AcceptedManifest _ = manifests.put(repository.name(), manifest);
        }
        return true;
    }

    private void noteWhatIsMissing(OldRepository repository, ManifestLinks links, ObjectKey link) {
        Set<Digest> layers = repository.layers();
        Set<Digest> children = repository.manifests();
        List<String> missing = Stream.concat(
                        links.blobs().stream().filter(blob -> !layers.contains(blob)),
                        links.manifests().stream().filter(child -> !children.contains(child)))
                .map(Digest::toString)
                .toList();
        if (!missing.isEmpty()) {
            progress.skip(SkipReason.INCOMPLETE, link, "it names " + String.join(", ", missing));
        }
    }
}
