package dev.tardigrade.registry.config;

/**
 * What is checked when a manifest is pushed.
 *
 * @param sparseIndexes whether an index may name manifests that are not there
 */
public record ManifestSettings(boolean sparseIndexes) {}
