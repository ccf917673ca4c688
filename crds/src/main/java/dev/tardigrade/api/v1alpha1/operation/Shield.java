package dev.tardigrade.api.v1alpha1.operation;

/** Whether a NetworkPolicy is made. */
public enum Shield {
    Enabled,
    Disabled
}
