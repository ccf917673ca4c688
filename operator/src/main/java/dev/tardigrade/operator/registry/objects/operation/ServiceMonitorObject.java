package dev.tardigrade.operator.registry.objects.operation;

import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.OptionalKind;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import dev.tardigrade.operator.registry.objects.frame.Ports;
import dev.tardigrade.operator.vocabulary.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the Prometheus operator where the metrics of the servers are. */
final class ServiceMonitorObject {

    private ServiceMonitorObject() {}

    static Optional<HasMetadata> of(Blueprint blueprint) {
        return Wish.isGranted(blueprint.spec().monitoring().serviceMonitor(), OptionalKind.SERVICE_MONITOR, blueprint)
                ? Optional.of(OptionalKind.SERVICE_MONITOR.object(
                        Metadata.owned(blueprint, blueprint.names().monitor()),
                        Map.of(
                                "selector",
                                Map.of(
                                        "matchLabels",
                                        Labels.podSelector(blueprint.names().registry())),
                                "endpoints",
                                List.of(Map.of("port", Ports.DEBUG_NAME, "path", "/metrics", "interval", "30s")))))
                : Optional.empty();
    }
}
