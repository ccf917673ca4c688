package dev.tardigrade.operator.registry.objects.operation;

import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import dev.tardigrade.operator.vocabulary.Labels;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;

/** Lets a node be emptied of one server at a time. A single server may go: a budget that forbids it would block the node for ever. */
final class DisruptionBudgetObject {

    private DisruptionBudgetObject() {}

    static PodDisruptionBudget of(Blueprint blueprint) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(Metadata.owned(blueprint, blueprint.names().disruptionBudget()))
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                .withNewSelector()
                .withMatchLabels(Labels.podSelector(blueprint.names().registry()))
                .endSelector()
                .endSpec()
                .build();
    }
}
