package dev.tardigrade.operator.registry.objects.operation;

import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.OptionalKind;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alerts on what users of a registry feel. */
final class AlertsObject {

    private AlertsObject() {}

    static Optional<HasMetadata> of(Blueprint blueprint) {
        return Wish.isGranted(blueprint.spec().monitoring().rules(), OptionalKind.PROMETHEUS_RULE, blueprint)
                ? Optional.of(OptionalKind.PROMETHEUS_RULE.object(
                        Metadata.owned(blueprint, blueprint.names().monitor()),
                        Map.of("groups", List.of(group(blueprint)))))
                : Optional.empty();
    }

    private static Map<String, Object> group(Blueprint blueprint) {
        var series = ServerMetrics.of(blueprint);
        return Map.of(
                "name",
                "tardigrade-registry-" + blueprint.names().registry(),
                "rules",
                List.of(
                        alert(
                                "RegistryDown",
                                "absent(up" + series.selector() + " == 1)",
                                "5m",
                                "critical",
                                "No server of the registry answers."),
                        alert(
                                "RegistryErrors",
                                series.errorRatio() + " > 0.05",
                                "10m",
                                "warning",
                                "More than 5 % of the requests fail on the side of the servers."),
                        alert(
                                "RegistryStorageErrors",
                                series.storeErrorRatio() + " > 0.05",
                                "10m",
                                "warning",
                                "More than 5 % of the calls of the storage fail."),
                        alert(
                                "RegistryStorageFull",
                                series.storeFull(),
                                "1m",
                                "critical",
                                "The storage, or what its account may use, is full: pushes are refused, or pulls where the traffic is used up."),
                        alert(
                                "RegistryBuffersFull",
                                series.bufferRatio() + " > 0.95",
                                "15m",
                                "warning",
                                "Buffers for uploads are full: pushes are slow. More replicas or more memory help.")));
    }

    private static Map<String, Object> alert(
            String name, String expression, String lasts, String severity, String summary) {
        return Map.of(
                "alert",
                name,
                "expr",
                expression,
                "for",
                lasts,
                "labels",
                Map.of("severity", severity),
                "annotations",
                Map.of("summary", summary));
    }
}
