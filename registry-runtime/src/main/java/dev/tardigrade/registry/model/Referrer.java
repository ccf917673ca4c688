package dev.tardigrade.registry.model;

import java.util.Map;
import java.util.Optional;

/**
 * A manifest that is about another one, as the referrers of that are listed (OCI distribution spec, "Listing Referrers").
 *
 * @param artifactType of the manifest, else the media type of its config
 * @param annotations of the manifest
 */
public record Referrer(Descriptor manifest, Optional<MediaType> artifactType, Map<String, String> annotations) {

    public Referrer {
        annotations = Map.copyOf(annotations);
    }
}
