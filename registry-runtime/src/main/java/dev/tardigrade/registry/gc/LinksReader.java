package dev.tardigrade.registry.gc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tardigrade.registry.manifest.document.ManifestLinks;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What manifests name. What was read once is remembered: a manifest never changes. */
final class LinksReader {

    private static final int MOST_LINKS = 200_000;

    private final ObjectStore store;
    private final Throttle throttle;
    private final Cache<ObjectKey, ManifestLinks> known = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(MOST_LINKS)
            .weigher((ObjectKey _, ManifestLinks links) ->
                    2 + links.blobs().size() + links.manifests().size())
            .build();

    LinksReader(ObjectStore store, Throttle throttle) {
        this.store = store;
        this.throttle = throttle;
    }

    sealed interface Outcome {}

    record Read(ManifestLinks links) implements Outcome {}

    /** It was deleted since it was listed. */
    record Gone() implements Outcome {}

    /** It is none that this registry knows. */
    record Unreadable() implements Outcome {}

    Outcome read(ObjectKey manifest) {
        ManifestLinks kept = known.getIfPresent(manifest);
        if (kept != null) {
            return new Read(kept);
        }
        throttle.take();
        Optional<ObjectContent> found = store.get(manifest);
        if (found.isEmpty()) {
            return new Gone();
        }
        try (ObjectContent object = found.get()) {
            Bytes bytes = Bytes.of(object.stream().readAllBytes());
            ManifestLinks links = ManifestLinks.of(bytes, object.contentType());
            known.put(manifest, links);
            return new Read(links);
        } catch (IOException e) {
            throw new RegistryException(
                    new Failure.StorageUnavailable("the store broke off " + manifest.value(), Duration.ofSeconds(1)),
                    e);
        } catch (RegistryException e) {
            if (e.failure() instanceof Failure.ManifestInvalid) {
                return new Unreadable();
            }
            throw e;
        }
    }
}
