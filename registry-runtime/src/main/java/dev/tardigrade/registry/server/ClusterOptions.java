package dev.tardigrade.registry.server;

import dev.tardigrade.registry.model.ReplicaAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How a replica and the other ones find each other.
 *
 * @param listen where this one answers the others
 * @param self under which they reach it; with port 0 where the system chooses that of {@code listen}
 * @param seeds finds addresses of replicas, this one perhaps among them
 */
public record ClusterOptions(InetSocketAddress listen, ReplicaAddress self, Supplier<Set<ReplicaAddress>> seeds) {}
