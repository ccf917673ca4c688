package dev.tardigrade.operator.registry;

import dev.tardigrade.operator.registry.model.ClusterIdentity;
import dev.tardigrade.operator.registry.model.Images;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What reconciliation gets from outside.
 *
 * @param lines makes clients whose watches share a connection each; who takes one closes it
 * @param namespaces that are watched; none stands for all
 * @param resync however quiet it is, each Registry is looked at this often: what has an end may have ended
 */
public record Surroundings(
        KubernetesClient client,
        Supplier<KubernetesClient> lines,
        Set<String> namespaces,
        ClusterIdentity cluster,
        Images images,
        InstantSource clock,
        SecureRandom random,
        MeterRegistry meters,
        Duration resync) {}
