package dev.tardigrade.api.v1alpha1;

/** What happens to the stored images when a {@code Registry} is deleted. */
public enum DeletionPolicy {
    /** They stay, and a {@code Registry} of the same namespace and name finds them again. */
    Retain,
    /** They go, and so does the bucket or volume if it was made for this {@code Registry}. */
    Delete,
    /** They stay where there are any; a bucket or volume without images goes as under {@link #Delete}. */
    DeleteIfEmpty
}
