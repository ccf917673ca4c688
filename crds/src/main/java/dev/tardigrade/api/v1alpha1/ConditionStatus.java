package dev.tardigrade.api.v1alpha1;

/** Whether a {@link Condition} holds. */
public enum ConditionStatus {
    True,
    False,
    Unknown
}
