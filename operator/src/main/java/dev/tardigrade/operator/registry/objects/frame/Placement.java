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
import java.util.Map;

/** On which nodes pods run, and how they get there. */
public final class Placement {

    private Placement() {}

    /** Server pods. */
    public static PodSpec placed(PodSpec pod, Blueprint blueprint) {
        return new PodSpecBuilder(onNodes(pod, blueprint))
                .withAffinity(blueprint.spec().affinity())
                .withTopologySpreadConstraints(spread(blueprint))
                .build();
    }

    /** Pods that work for the servers: on the nodes where those may run. What is said of servers among each other is not about them. */
    public static PodSpec beside(PodSpec pod, Blueprint blueprint) {
        var affinity = blueprint.spec().affinity();
        return affinity == null || affinity.getNodeAffinity() == null
                ? onNodes(pod, blueprint)
                : new PodSpecBuilder(onNodes(pod, blueprint))
                        .withNewAffinity()
                        .withNodeAffinity(affinity.getNodeAffinity())
                        .endAffinity()
                        .build();
    }

    /** Not all on one node, where there are others. Those of a rollout do not count together with those that they replace. */
    public static TopologySpreadConstraint overNodes(Map<String, String> pods) {
        return new TopologySpreadConstraintBuilder()
                .withMaxSkew(1)
                .withTopologyKey("kubernetes.io/hostname")
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withNewLabelSelector()
                .withMatchLabels(pods)
                .endLabelSelector()
                .withMatchLabelKeys("pod-template-hash")
                .build();
    }

    private static PodSpec onNodes(PodSpec pod, Blueprint blueprint) {
        var spec = blueprint.spec();
        return new PodSpecBuilder(pod)
                .withNodeSelector(spec.nodeSelector())
                .withTolerations(spec.tolerations())
                .withPriorityClassName(spec.priorityClassName())
                .withImagePullSecrets(spec.imagePullSecrets().stream()
                        .map(PullSecret::name)
                        .map(LocalObjectReference::new)
                        .toList())
                .build();
    }

    private static List<TopologySpreadConstraint> spread(Blueprint blueprint) {
        var wanted = blueprint.spec().topologySpreadConstraints();
        return !wanted.isEmpty() || blueprint.spec().storage().filesystem() != null
                ? wanted
                : List.of(overNodes(Labels.podSelector(blueprint.names().registry())));
    }
}
