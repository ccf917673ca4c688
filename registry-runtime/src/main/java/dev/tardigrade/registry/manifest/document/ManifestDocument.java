package dev.tardigrade.registry.manifest.document;

import dev.tardigrade.registry.model.Descriptor;
import dev.tardigrade.registry.model.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the registry has to know of a manifest's content.
 *
 * @param mediaType of the manifest itself
 * @param blobs that it names: config and layers; none in an index
 * @param manifests that it names; none in an image
 * @param subject the manifest that it is about
 * @param artifactType as referrers are filtered by: its own, else the media type of its config
 */
public record ManifestDocument(
        MediaType mediaType,
        List<Descriptor> blobs,
        List<Descriptor> manifests,
        Optional<Descriptor> subject,
        Optional<MediaType> artifactType,
        Map<String, String> annotations) {

    public ManifestDocument {
        blobs = List.copyOf(blobs);
        manifests = List.copyOf(manifests);
        annotations = Map.copyOf(annotations);
    }
}
