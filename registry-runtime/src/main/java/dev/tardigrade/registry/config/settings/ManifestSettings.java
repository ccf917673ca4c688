package dev.tardigrade.registry.config.settings;

import dev.tardigrade.registry.policy.ImmutableTags;

/**
 * What is checked when a manifest is pushed.
 *
 * @param sparseImages whether an image may name blobs that are not there
 * @param sparseIndexes whether an index may name manifests that are not there
 * @param immutable tags that are neither moved nor removed
 */
public record ManifestSettings(boolean sparseImages, boolean sparseIndexes, ImmutableTags immutable) {

    /** Each tag may be moved. */
    public ManifestSettings(boolean sparseImages, boolean sparseIndexes) {
        this(sparseImages, sparseIndexes, ImmutableTags.NONE);
    }
}
