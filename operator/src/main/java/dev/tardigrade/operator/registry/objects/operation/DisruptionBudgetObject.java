package dev.tardigrade.operator.registry.objects.operation;

import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.GatewayPlacement;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import dev.tardigrade.operator.vocabulary.Labels;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.stream.Stream;

/** Lets a node be emptied of one server, and one gateway, at a time. A single one may go: a budget that forbids it would block the node for ever. */
final class DisruptionBudgetObject {

    private DisruptionBudgetObject() {}

    static Stream<PodDisruptionBudget> of(Blueprint blueprint) {
        var names = blueprint.names();
        var servers = budget(
                blueprint,
                names.disruptionBudget(),
                new LabelSelectorBuilder()
                        .withMatchLabels(Labels.podSelector(names.registry()))
                        .build());
        return blueprint.placement() == GatewayPlacement.DEDICATED
                ? Stream.of(servers, budget(blueprint, names.gateways(), Labels.gateways(names.registry())))
                : Stream.of(servers);
    }

    private static PodDisruptionBudget budget(Blueprint blueprint, String name, LabelSelector pods) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(Metadata.owned(blueprint, name))
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                .withSelector(pods)
                .endSpec()
                .build();
    }
}
