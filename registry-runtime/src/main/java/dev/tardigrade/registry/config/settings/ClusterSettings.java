package dev.tardigrade.registry.config.settings;

import dev.tardigrade.registry.model.ReplicaAddress;
import java.util.List;

/**
 * Where replicas of one registry find each other.
 *
 * @param address where this one answers the others
 * @param self under which the others reach it
 * @param peers names that the replicas are found by, this one perhaps among them
 */
public record ClusterSettings(ListenAddress address, ReplicaAddress self, List<ReplicaAddress> peers) {

    public ClusterSettings {
        peers = List.copyOf(peers);
    }
}
