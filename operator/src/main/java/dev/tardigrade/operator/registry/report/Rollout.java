package dev.tardigrade.operator.registry.report;

import dev.tardigrade.operator.vocabulary.Annotations;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far the servers are.
 *
 * @param wanted number of servers
 * @param updated those that exist with the wanted configuration
 * @param available those that serve, with whatever configuration
 * @param total those that exist
 * @param refusal why the API server refuses pods, if it does
 * @param seen whether the numbers are about what is wanted now
 */
record Rollout(int wanted, int updated, int available, int total, Optional<String> refusal, boolean seen) {

    static Rollout of(Deployment deployment) {
        var status = deployment.getStatus();
        var wanted = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        if (status == null) {
            return new Rollout(wanted, 0, 0, 0, Optional.empty(), false);
        }
        return new Rollout(
                wanted,
                orZero(status.getUpdatedReplicas()),
                orZero(status.getAvailableReplicas()),
                orZero(status.getReplicas()),
                refusal(status),
                status.getObservedGeneration() != null
                        && deployment.getMetadata().getGeneration() != null
                        && status.getObservedGeneration()
                                >= deployment.getMetadata().getGeneration());
    }

    /** Whether a Deployment has the configuration, the images and the number of servers of another. */
    static boolean isCarriedOut(Deployment wanted, Deployment actual) {
        var number = wanted.getSpec().getReplicas();
        return configuration(actual).equals(configuration(wanted))
                && images(actual).containsAll(images(wanted))
                && (number == null || number.equals(actual.getSpec().getReplicas()));
    }

    private static String configuration(Deployment deployment) {
        return Optional.ofNullable(
                        deployment.getSpec().getTemplate().getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Annotations.CONFIGURATION_HASH))
                .orElse("");
    }

    private static List<String> images(Deployment deployment) {
        return Optional.ofNullable(deployment.getSpec().getTemplate().getSpec()).stream()
                .flatMap(pod -> Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream()))
                .map(container -> container.getName() + " " + container.getImage())
                .toList();
    }

    /** A quota, a limit or a policy keeps pods from being made: nobody else tells. */
    Optional<Finding> obstacle() {
        return refusal.map(
                message -> Finding.no(Reason.PROVISIONING, "the cluster refuses the pods of the servers: " + message));
    }

    private static Optional<String> refusal(DeploymentStatus status) {
        return status.getConditions().stream()
                .filter(condition ->
                        "ReplicaFailure".equals(condition.getType()) && "True".equals(condition.getStatus()))
                .findFirst()
                .map(condition -> condition.getMessage());
    }

    boolean complete() {
        return seen && updated == wanted && available == wanted && total == wanted;
    }

    /** Whether servers that serve already are being replaced, added or removed. */
    boolean replaces() {
        return available > 0;
    }

    String text() {
        return updated < total
                ? "%d of %d servers have the new configuration, %d serve".formatted(updated, wanted, available)
                : "%d of %d servers are ready".formatted(Math.min(available, wanted), wanted);
    }

    private static int orZero(Integer number) {
        return number == null ? 0 : number;
    }
}
