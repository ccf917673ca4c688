package dev.tardigrade.registry.upstream.wire;

import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.MediaType;
import java.util.Optional;

/**
 * A manifest as an upstream sends it; nothing of it is verified.
 *
 * @param digest that the upstream says it has
 */
public record RemoteManifest(Bytes content, Optional<MediaType> contentType, Optional<Digest> digest) {}
