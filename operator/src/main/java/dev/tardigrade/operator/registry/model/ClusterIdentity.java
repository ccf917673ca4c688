package dev.tardigrade.operator.registry.model;

/**
 * Tells clusters apart, for as long as they live.
 *
 * @param uid UID of the namespace {@code kube-system}, which no cluster is without
 */
public record ClusterIdentity(String uid) {

    public ClusterIdentity {
        if (uid.isBlank()) {
            throw new IllegalArgumentException("the UID of a cluster is empty");
        }
    }
}
