package dev.tardigrade.operator.registry.objects.frame;

import dev.tardigrade.api.v1alpha1.pod.PullSecret;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.vocabulary.Labels;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import java.util.List;

/** On which nodes server pods run, and how they get there. */
public final class Placement {

    private Placement() {}

    public static PodSpec placed(PodSpec pod, Blueprint blueprint) {
        var spec = blueprint.spec();
        return new PodSpecBuilder(pod)
                .withNodeSelector(spec.nodeSelector())
                .withAffinity(spec.affinity())
                .withTolerations(spec.tolerations())
                .withTopologySpreadConstraints(spread(blueprint))
                .withPriorityClassName(spec.priorityClassName())
                .withImagePullSecrets(spec.imagePullSecrets().stream()
                        .map(PullSecret::name)
                        .map(LocalObjectReference::new)
                        .toList())
                .build();
    }

    /** Not all on one node, where there are others. Those of a rollout do not count together with those that they replace. */
    private static List<TopologySpreadConstraint> spread(Blueprint blueprint) {
        var wanted = blueprint.spec().topologySpreadConstraints();
        if (!wanted.isEmpty() || blueprint.spec().storage().filesystem() != null) {
            return wanted;
        }
        return List.of(new TopologySpreadConstraintBuilder()
                .withMaxSkew(1)
                .withTopologyKey("kubernetes.io/hostname")
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withNewLabelSelector()
                .withMatchLabels(Labels.podSelector(blueprint.names().registry()))
                .endLabelSelector()
                .withMatchLabelKeys("pod-template-hash")
                .build());
    }
}
