package dev.tardigrade.api.v1alpha1.exposure;

/** The ways to reach a registry. */
public enum ExposureType {
    /** From inside the cluster. */
    ClusterIP,
    /** At a port of every node. */
    NodePort
}
