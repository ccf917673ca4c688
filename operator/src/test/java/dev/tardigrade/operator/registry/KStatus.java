package dev.tardigrade.operator.registry;

import dev.tardigrade.api.v1alpha1.Condition;
import dev.tardigrade.api.v1alpha1.ConditionStatus;
import dev.tardigrade.api.v1alpha1.Registry;
import java.util.Objects;
import java.util.Optional;

/** The rules of kstatus for resources that it does not know, by which Flux and kubectl plugins wait. */
enum KStatus {
    CURRENT,
    IN_PROGRESS,
    FAILED;

    static KStatus of(Registry registry) {
        var status = registry.getStatus();
        if (status == null
                || !Objects.equals(
                        status.observedGeneration(), registry.getMetadata().getGeneration())) {
            return IN_PROGRESS;
        }
        if (isTrue(registry, "Stalled")) {
            return FAILED;
        }
        if (isTrue(registry, "Reconciling")) {
            return IN_PROGRESS;
        }
        return condition(registry, "Ready")
                .map(ready -> ready.status() == ConditionStatus.True ? CURRENT : IN_PROGRESS)
                .orElse(CURRENT);
    }

    private static boolean isTrue(Registry registry, String type) {
        return condition(registry, type)
                .filter(condition -> condition.status() == ConditionStatus.True)
                .isPresent();
    }

    static Optional<Condition> condition(Registry registry, String type) {
        return registry.getStatus().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }
}
