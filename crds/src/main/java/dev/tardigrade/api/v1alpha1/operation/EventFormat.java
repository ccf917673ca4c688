package dev.tardigrade.api.v1alpha1.operation;

/** How an event is written. */
public enum EventFormat {
    /** The envelope of {@code registry:2}. */
    Docker,
    /** CloudEvents 1.0, structured mode. */
    CloudEvents
}
