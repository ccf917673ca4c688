package dev.tardigrade.operator.vocabulary;

import java.util.Map;

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

    /** On what outlives its Registry: that Argo CD does not take it for what an Application has left behind, and does not delete it. */
    public static final Map<String, String> KEPT_BY_ARGO_CD = Map.of(
            "argocd.argoproj.io/compare-options",
            "IgnoreExtraneous",
            "argocd.argoproj.io/sync-options",
            "Prune=false,Delete=false");

    private Annotations() {}
}
