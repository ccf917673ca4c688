package dev.tardigrade.registry.bucket;

/**
 * How a bucket is emptied.
 *
 * @param owner whose it must be
 * @param deleteBucket whether the bucket goes too; one that the owner's claim is known not to have made stays
 */
public record Emptying(Owner owner, boolean deleteBucket) {}
