package dev.tardigrade.api.v1alpha1.access;

/** What can be done with a repository. */
public enum Action {
    pull,
    push,
    delete
}
