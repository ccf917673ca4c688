package dev.tardigrade.api.v1alpha1.operation;

/** What clients do to content. */
public enum EventKind {
    pull,
    push,
    mount,
    delete
}
