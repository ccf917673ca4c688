package dev.tardigrade.registry.manifest;

/**
 * What the configuration decides about manifests.
 *
 * @param sparseImages whether an image may name blobs that the repository does not have
 * @param sparseIndexes whether an index may name manifests that the repository does not have
 * @param compaction whether lists that were long to read may be written down, so that they are short to read
 */
public record ManifestRules(boolean sparseImages, boolean sparseIndexes, boolean compaction) {

    /** All that is named must be there. */
    public static final ManifestRules STRICT = new ManifestRules(false, false, true);
}
