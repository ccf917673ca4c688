package dev.tardigrade.operator.registry.apply;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.registry.model.OwnFields;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Who decides the number of servers: the spec, an autoscaler of ours, or one that somebody else made. */
final class Scaling {

    private final KubernetesClient client;
    private final Registry registry;

    Scaling(KubernetesClient client, Registry registry) {
        this.client = client;
        this.registry = registry;
    }

    /**
     * Gives the number away before the operator leaves it out: a field that nobody owns any more goes back to its default, which is 1 here.
     * Does nothing where there is nothing to give.
     */
    void handOver(HasMetadata actual, HasMetadata wanted) {
        if (actual instanceof Deployment now
                && wanted instanceof Deployment next
                && next.getSpec().getReplicas() == null
                && OwnFields.contain(now, "spec", "replicas")) {
            client.resource(new DeploymentBuilder()
                            .withNewMetadata()
                            .withName(now.getMetadata().getName())
                            .withNamespace(now.getMetadata().getNamespace())
                            .endMetadata()
                            .withNewSpec()
                            .withReplicas(now.getSpec().getReplicas())
                            .endSpec()
                            .build())
                    .fieldManager(Names.HANDOVER_MANAGER)
                    .forceConflicts()
                    .serverSideApply();
        }
    }

    /** Whether an autoscaler that is not ours decides the number of these servers. */
    boolean isSomebodyElses(HasMetadata deployment) {
        return client
                .autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(deployment.getMetadata().getNamespace())
                .list()
                .getItems()
                .stream()
                .filter(autoscaler -> !Children.isControlled(autoscaler, registry))
                .map(autoscaler -> autoscaler.getSpec().getScaleTargetRef())
                .anyMatch(target -> deployment.getKind().equals(target.getKind())
                        && deployment.getMetadata().getName().equals(target.getName()));
    }
}
