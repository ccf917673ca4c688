package dev.tardigrade.api.v1alpha1.exposure;

/** The ways to reach a registry. */
public enum ExposureType {
    /** From inside the cluster. */
    ClusterIP,
    /** By a load balancer of the cluster's provider. */
    LoadBalancer,
    /** At a port of every node. */
    NodePort,
    /** By an Ingress controller. */
    Ingress,
    /** By a route of the Gateway API. */
    Gateway;

    /** Whether clients are connected to the servers themselves, so that TLS is theirs. */
    public boolean isDirect() {
        return switch (this) {
            case ClusterIP, LoadBalancer, NodePort -> true;
            case Ingress, Gateway -> false;
        };
    }
}
