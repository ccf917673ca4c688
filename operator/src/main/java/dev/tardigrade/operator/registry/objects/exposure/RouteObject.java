package dev.tardigrade.operator.registry.objects.exposure;

import dev.tardigrade.api.v1alpha1.exposure.Exposure;
import dev.tardigrade.api.v1alpha1.exposure.GatewayReference;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.OptionalKind;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import dev.tardigrade.operator.registry.objects.frame.Ports;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A route of the Gateway API to the servers. */
final class RouteObject {

    private RouteObject() {}

    static Optional<HasMetadata> of(Blueprint blueprint, Exposure exposure) {
        return blueprint.installed().has(OptionalKind.HTTP_ROUTE)
                ? Optional.of(route(blueprint, exposure))
                : Optional.empty();
    }

    private static HasMetadata route(Blueprint blueprint, Exposure exposure) {
        var metadata = new ObjectMetaBuilder(
                        Metadata.owned(blueprint, blueprint.names().exposureService(exposure.name())))
                .withAnnotations(exposure.annotations())
                .build();
        var backend = Map.of("name", blueprint.names().service(), "port", Ports.REGISTRY);
        // Layers take as long as they take; a controller's own limit would cut them.
        var unlimited = Map.of("request", "0s");
        return OptionalKind.HTTP_ROUTE.object(
                metadata,
                Map.of(
                        "parentRefs",
                        List.of(parent(Objects.requireNonNull(exposure.gatewayRef(), "the schema wants a Gateway"))),
                        "hostnames",
                        List.of(Objects.requireNonNull(exposure.host(), "the schema wants a host")),
                        "rules",
                        List.of(Map.of("backendRefs", List.of(backend), "timeouts", unlimited))));
    }

    private static Map<String, Object> parent(GatewayReference gateway) {
        var parent = new TreeMap<String, Object>();
        parent.put("name", gateway.name());
        if (gateway.namespace() != null) {
            parent.put("namespace", gateway.namespace());
        }
        if (gateway.sectionName() != null) {
            parent.put("sectionName", gateway.sectionName());
        }
        return parent;
    }
}
