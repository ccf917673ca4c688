package dev.tardigrade.operator.registry;

import dev.tardigrade.operator.registry.model.ClusterIdentity;
import dev.tardigrade.operator.registry.model.Images;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.security.SecureRandom;
import java.time.InstantSource;

/** What reconciliation gets from outside. */
public record Surroundings(
        KubernetesClient client, ClusterIdentity cluster, Images images, InstantSource clock, SecureRandom random) {}
