package dev.tardigrade.operator.registry.report;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.api.v1alpha1.scaling.Autoscaling;
import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.vocabulary.Names;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells where autoscaling is demanded and looks at something in vain: use is a share of what containers request, and of nothing there is none. Looks at
 * pods as they came to be, with what the namespace adds to them.
 */
record AutoscalingReport(Registry registry, Children children) {

    Optional<Problem> shortcoming() {
        return Optional.ofNullable(registry.getSpec().autoscaling())
                .flatMap(autoscaling -> children.servers()
                        .filter(pod -> pod.getSpec() != null)
                        .flatMap(AutoscalingReport::lasting)
                        .flatMap(container -> lacking(container, autoscaling))
                        .findFirst());
    }

    private static Stream<Container> lasting(Pod server) {
        return Stream.concat(
                server.getSpec().getInitContainers().stream()
                        .filter(container -> "Always".equals(container.getRestartPolicy())),
                server.getSpec().getContainers().stream());
    }

    private static Stream<Problem> lacking(Container container, Autoscaling autoscaling) {
        var looked =
                autoscaling.targetMemoryUtilizationPercentage() == null ? Stream.of("cpu") : Stream.of("cpu", "memory");
        return looked.filter(resource -> container.getResources() == null
                        || !container.getResources().getRequests().containsKey(resource))
                .map(resource -> new Problem(
                        Reason.INVALID_SPEC,
                        "spec.autoscaling cannot look at %s, because container %s requests none: %s"
                                .formatted(resource, container.getName(), remedy(container.getName(), resource))));
    }

    /** Others put containers into pods, too, as meshes do. */
    private static String remedy(String container, String resource) {
        return switch (container) {
            case Names.REGISTRY_CONTAINER -> "set spec.resources.requests." + resource;
            case Names.GATEWAY_CONTAINER -> "set spec.storage.storj.gateway.resources.requests." + resource;
            default -> "it is none of the operator's; set its request where it comes from";
        };
    }
}
