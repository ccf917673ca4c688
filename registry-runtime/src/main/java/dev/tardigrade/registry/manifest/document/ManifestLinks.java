package dev.tardigrade.registry.manifest.document;

import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Descriptor;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RegistryException;
import java.util.List;
import java.util.Optional;

/**
 * What a manifest names.
 *
 * @param blobs config and layers, foreign ones too
 * @param manifests of an index
 * @param subject that it is about
 */
public record ManifestLinks(List<Digest> blobs, List<Digest> manifests, Optional<Digest> subject) {

    public ManifestLinks {
        blobs = List.copyOf(blobs);
        manifests = List.copyOf(manifests);
    }

    /**
     * Reads a manifest as the store has it.
     *
     * @throws RegistryException with {@link Failure.ManifestInvalid} where it is none that this registry knows
     */
    public static ManifestLinks of(Bytes content, Optional<MediaType> contentType) {
        ManifestDocument document =
                ManifestReader.read(content, Optional.of(ManifestReader.typeOfStored(content, contentType)));
        return new ManifestLinks(
                digests(document.blobs()),
                digests(document.manifests()),
                document.subject().map(Descriptor::digest));
    }

    private static List<Digest> digests(List<Descriptor> descriptors) {
        return descriptors.stream().map(Descriptor::digest).distinct().toList();
    }
}
