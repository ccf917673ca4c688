package dev.tardigrade.operator.registry.report;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Objects;

/**
 * How far the servers are.
 *
 * @param wanted number of servers
 * @param available those of the wanted configuration that serve
 * @param total those that exist, of any configuration
 */
record Rollout(int wanted, int available, int total, boolean complete) {

    static Rollout of(Deployment deployment) {
        var status = deployment.getStatus();
        var wanted = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        if (status == null) {
            return new Rollout(wanted, 0, 0, false);
        }
        var updated = orZero(status.getUpdatedReplicas());
        var available = Math.min(updated, orZero(status.getAvailableReplicas()));
        var total = orZero(status.getReplicas());
        var seen = status.getObservedGeneration() != null
                && deployment.getMetadata().getGeneration() != null
                && status.getObservedGeneration() >= deployment.getMetadata().getGeneration();
        return new Rollout(wanted, available, total, seen && available == wanted && total == wanted);
    }

    String text() {
        return "%d of %d servers are ready".formatted(available, wanted);
    }

    private static int orZero(Integer number) {
        return number == null ? 0 : number;
    }
}
