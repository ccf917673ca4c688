package dev.tardigrade.operator.vocabulary;

/** Annotations of objects that the operator makes. */
public final class Annotations {

    /** Of all that are ours. */
    public static final String PREFIX = "tardigrade.dev/";

    /** On pods: hash of the configuration and the secrets that they run with, so that a change of either replaces them. */
    public static final String CONFIGURATION_HASH = PREFIX + "configuration-hash";

    /** On Secrets of credentials: when they were made. */
    public static final String ISSUED_AT = PREFIX + "issued-at";

    /** On servers: the gateway that they use, by the name of its Deployment, where it runs by itself. */
    public static final String GATEWAY = PREFIX + "gateway";

    private Annotations() {}
}
