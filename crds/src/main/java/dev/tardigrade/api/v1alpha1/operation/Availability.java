package dev.tardigrade.api.v1alpha1.operation;

/** Whether something is made for a registry that not every cluster can use. */
public enum Availability {
    /** Where the cluster knows the kind of object. */
    Auto,
    /** Always; where the cluster does not know it, the status says so. */
    Enabled,
    /** Never. */
    Disabled
}
