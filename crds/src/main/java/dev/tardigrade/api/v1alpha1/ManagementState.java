package dev.tardigrade.api.v1alpha1;

/** Who looks after the objects of a {@code Registry}. */
public enum ManagementState {
    /** The operator. */
    Managed,
    /** Nobody for now: the operator observes and reports, and changes nothing. */
    Paused,
    /** The user: the operator neither changes nor reports. */
    Unmanaged
}
