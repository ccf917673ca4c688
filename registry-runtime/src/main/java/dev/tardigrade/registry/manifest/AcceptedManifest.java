package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Tag;
import java.util.List;
import java.util.Optional;

/**
 * What a push of a manifest came to.
 *
 * @param subject the manifest that it is about
 * @param tags that point to it now because of this push
 */
public record AcceptedManifest(Digest digest, Optional<Digest> subject, List<Tag> tags) {}
