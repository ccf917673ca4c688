package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.policy.ImmutableTags;
import dev.tardigrade.registry.policy.Retention;

/**
 * What the configuration decides about manifests.
 *
 * @param sparseImages whether an image may name blobs that the repository does not have
 * @param sparseIndexes whether an index may name manifests that the repository does not have
 * @param compaction whether lists that were long to read may be written down, so that they are short to read
 * @param immutable tags that are neither moved nor removed
 * @param retention by which tags are removed; a push of one that it covers is written even where nothing changes, for its time counts
 */
public record ManifestRules(
        boolean sparseImages, boolean sparseIndexes, boolean compaction, ImmutableTags immutable, Retention retention) {

    /** All that is named must be there. */
    public static final ManifestRules STRICT = new ManifestRules(false, false, true);

    /** Each tag may be moved, and stays. */
    public ManifestRules(boolean sparseImages, boolean sparseIndexes, boolean compaction) {
        this(sparseImages, sparseIndexes, compaction, ImmutableTags.NONE, Retention.NONE);
    }
}
