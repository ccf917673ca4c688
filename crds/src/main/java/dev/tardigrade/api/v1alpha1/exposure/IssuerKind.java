package dev.tardigrade.api.v1alpha1.exposure;

/** The kinds of issuers that cert-manager has. */
public enum IssuerKind {
    /** Of the namespace of the {@code Registry}. */
    Issuer,
    /** Of the whole cluster. */
    ClusterIssuer
}
