package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.manifest.document.ManifestLinks;
import dev.tardigrade.registry.manifest.document.ManifestReader;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.Tag;
import java.util.List;
import java.util.Optional;

/**
 * A manifest as a client sends it.
 *
 * @param contentType of the request
 * @param digest that the client says it has
 * @param tags to point to it
 */
public record PushedManifest(Bytes content, Optional<MediaType> contentType, Optional<Digest> digest, List<Tag> tags) {

    public PushedManifest {
        tags = List.copyOf(tags);
    }

    /**
     * A manifest out of a store that does not keep types; it gets the one that it has by its content.
     *
     * @throws RegistryException with {@link Failure.ManifestInvalid} where it is none that this registry knows
     */
    public static PushedManifest untyped(Bytes content, Digest digest) {
        return new PushedManifest(
                content, Optional.of(ManifestReader.typeOfUntyped(content)), Optional.of(digest), List.of());
    }

    /** What it names. Throws a {@link RegistryException} with {@link Failure.ManifestInvalid} where it cannot be read. */
    public ManifestLinks links() {
        return ManifestLinks.of(content, contentType);
    }

    Digest verifiedDigest() {
        Digest.Algorithm algorithm = digest.map(Digest::algorithm).orElse(Digest.Algorithm.SHA256);
        Digest computed = content.digest(algorithm);
        if (digest.isPresent() && !digest.get().equals(computed)) {
            throw new RegistryException(new Failure.DigestInvalid("the manifest has the digest " + computed));
        }
        return computed;
    }
}
