package dev.tardigrade.api.v1alpha1.storage;

/** Where the gateway to Storj runs. */
public enum GatewayMode {
    /** In each server pod, on its loopback address. */
    Sidecar
}
