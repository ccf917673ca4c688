package dev.tardigrade.api.v1alpha1.storage;

/** Where the gateway to Storj runs. */
public enum GatewayMode {
    /** In each server pod, on its loopback address. */
    Sidecar,
    /** In pods of its own, behind a Service that the servers of the registry use. */
    Dedicated,
    /** Elsewhere: the operator runs none. */
    Hosted
}
