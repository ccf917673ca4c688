package dev.tardigrade.registry.gc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tardigrade.registry.gc.compact.PackedLinks;
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

    /** Of a manifest, beside its key and its links. */
    private static final int OWN_BYTES = 200;

    private final ObjectStore store;
    private final Throttle throttle;
    private final Cache<ObjectKey, PackedLinks> known;

    /** @param memory for what is remembered, in bytes */
    LinksReader(ObjectStore store, Throttle throttle, long memory) {
        this.store = store;
        this.throttle = throttle;
        this.known = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumWeight(memory)
                .weigher((ObjectKey manifest, PackedLinks links) ->
                        OWN_BYTES + manifest.value().length() + links.size())
                .build();
    }

    sealed interface Outcome {}

    record Read(ManifestLinks links) implements Outcome {}

    /** It was deleted since it was listed. */
    record Gone() implements Outcome {}

    /** It is none that this registry knows. */
    record Unreadable() implements Outcome {}

    Outcome read(ObjectKey manifest) {
        PackedLinks kept = known.getIfPresent(manifest);
        if (kept != null) {
            return new Read(kept.links());
        }
        throttle.take();
        Optional<ObjectContent> found = store.get(manifest);
        if (found.isEmpty()) {
            return new Gone();
        }
        try (ObjectContent object = found.get()) {
            Bytes bytes = Bytes.of(object.stream().readAllBytes());
            ManifestLinks links = ManifestLinks.of(bytes, object.contentType());
            known.put(manifest, PackedLinks.of(links));
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
