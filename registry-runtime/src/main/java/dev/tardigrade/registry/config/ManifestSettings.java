package dev.tardigrade.registry.config;

/**
 * What is checked when a manifest is pushed.
 *
 * @param sparseImages whether an image may name blobs that are not there
 * @param sparseIndexes whether an index may name manifests that are not there
 */
public record ManifestSettings(boolean sparseImages, boolean sparseIndexes) {}
