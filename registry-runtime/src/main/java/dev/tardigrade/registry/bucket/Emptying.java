package dev.tardigrade.registry.bucket;

/**
 * How a bucket is emptied.
 *
 * @param owner whose it must be
 * @param deleteBucket whether the bucket goes too; one that the owner's claim is known not to have made stays
 * @param onlyUnused whether nothing is deleted where there are images
 */
public record Emptying(Owner owner, boolean deleteBucket, boolean onlyUnused) {

    public Emptying(Owner owner, boolean deleteBucket) {
        this(owner, deleteBucket, false);
    }
}
