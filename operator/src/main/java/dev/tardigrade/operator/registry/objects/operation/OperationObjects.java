package dev.tardigrade.operator.registry.objects.operation;

import dev.tardigrade.operator.registry.model.Blueprint;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import java.util.stream.Stream;

/** All that scales, shields and watches over the servers. */
public final class OperationObjects {

    private OperationObjects() {}

    public static Stream<HasMetadata> of(Blueprint blueprint) {
        return Stream.of(NetworkPolicyObject.of(blueprint), DisruptionBudgetObject.of(blueprint), others(blueprint))
                .flatMap(objects -> objects);
    }

    private static Stream<HasMetadata> others(Blueprint blueprint) {
        return Stream.<Optional<? extends HasMetadata>>of(
                        AutoscalerObject.of(blueprint),
                        ServiceMonitorObject.of(blueprint),
                        AlertsObject.of(blueprint),
                        DashboardObject.of(blueprint))
                .flatMap(Optional::stream);
    }
}
