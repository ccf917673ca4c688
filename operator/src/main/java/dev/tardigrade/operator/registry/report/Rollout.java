package dev.tardigrade.operator.registry.report;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Objects;

/**
 * How far the servers are.
 *
 * @param wanted number of servers
 * @param updated those that exist with the wanted configuration
 * @param available those that serve, with whatever configuration
 * @param total those that exist
 * @param seen whether the numbers are about what is wanted now
 */
record Rollout(int wanted, int updated, int available, int total, boolean seen) {

    static Rollout of(Deployment deployment) {
        var status = deployment.getStatus();
        var wanted = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        if (status == null) {
            return new Rollout(wanted, 0, 0, 0, false);
        }
        return new Rollout(
                wanted,
                orZero(status.getUpdatedReplicas()),
                orZero(status.getAvailableReplicas()),
                orZero(status.getReplicas()),
                status.getObservedGeneration() != null
                        && deployment.getMetadata().getGeneration() != null
                        && status.getObservedGeneration()
                                >= deployment.getMetadata().getGeneration());
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
