package dev.tardigrade.operator.vocabulary;

/** Annotations of objects that the operator makes. */
public final class Annotations {

    /** On pods: hash of the configuration and the secrets that they run with, so that a change of either replaces them. */
    public static final String CONFIGURATION_HASH = "tardigrade.dev/configuration-hash";

    private Annotations() {}
}
