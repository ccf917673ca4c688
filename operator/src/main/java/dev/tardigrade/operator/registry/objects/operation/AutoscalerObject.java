package dev.tardigrade.operator.registry.objects.operation;

import dev.tardigrade.api.v1alpha1.scaling.Autoscaling;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpecBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides the number of servers, where the spec leaves it to it. */
final class AutoscalerObject {

    private AutoscalerObject() {}

    static Optional<HorizontalPodAutoscaler> of(Blueprint blueprint) {
        return Optional.ofNullable(blueprint.spec().autoscaling())
                .map(autoscaling -> autoscaler(blueprint, autoscaling));
    }

    private static HorizontalPodAutoscaler autoscaler(Blueprint blueprint, Autoscaling autoscaling) {
        return new HorizontalPodAutoscalerBuilder()
                .withMetadata(Metadata.owned(blueprint, blueprint.names().autoscaler()))
                .withNewSpec()
                .withNewScaleTargetRef(
                        "apps/v1", "Deployment", blueprint.names().deployment())
                .withMinReplicas(autoscaling.minReplicas())
                .withMaxReplicas(autoscaling.maxReplicas())
                .withMetrics(metrics(autoscaling))
                .endSpec()
                .build();
    }

    private static List<MetricSpec> metrics(Autoscaling autoscaling) {
        var metrics = new ArrayList<MetricSpec>();
        metrics.add(utilization("cpu", autoscaling.targetCPUUtilizationPercentage()));
        if (autoscaling.targetMemoryUtilizationPercentage() != null) {
            metrics.add(utilization("memory", autoscaling.targetMemoryUtilizationPercentage()));
        }
        return metrics;
    }

    private static MetricSpec utilization(String resource, int percent) {
        return new MetricSpecBuilder()
                .withType("Resource")
                .withNewResource()
                .withName(resource)
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(percent)
                .endTarget()
                .endResource()
                .build();
    }
}
