package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Descriptor;

/**
 * A manifest, exactly as it was pushed.
 *
 * @param descriptor by the digest it is asked for
 */
public record StoredManifest(Descriptor descriptor, Bytes content) {}
