package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.Referrer;
import java.util.Optional;

/**
 * Which part of a list of referrers is wanted.
 *
 * @param after digest that it begins behind, or another text; empty for the first part
 * @param artifactType of those that are wanted
 * @param maxBytes of their records together; one is given in any case
 */
public record ReferrerQuery(String after, Optional<String> artifactType, int maxBytes) {

    boolean matches(Referrer referrer) {
        return artifactType.isEmpty()
                || referrer.artifactType().map(MediaType::value).equals(artifactType);
    }
}
