package dev.tardigrade.api.v1alpha1;

/** What happens to the stored images when a {@code Registry} is deleted. */
public enum DeletionPolicy {
    /** They stay, and a {@code Registry} of the same namespace and name finds them again. */
    Retain
}
