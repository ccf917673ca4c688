package dev.tardigrade.registry.layout;

import dev.tardigrade.registry.model.ReplicaAddress;
import java.util.Optional;
import java.util.UUID;

/**
 * A process that goes on with uploads of others.
 *
 * @param process different for each, also at the same address
 * @param address where it answers the other replicas; empty where it is the only one
 */
public record UploadTaker(UUID process, Optional<ReplicaAddress> address) {}
