package dev.tardigrade.operator.registry.report;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.api.v1alpha1.operation.Availability;
import dev.tardigrade.operator.registry.model.InstalledKinds;
import dev.tardigrade.operator.registry.model.OptionalKind;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.vocabulary.Reason;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells where monitoring is demanded that the cluster cannot do. */
record MonitoringReport(Registry registry, InstalledKinds installed) {

    Optional<Problem> shortcoming() {
        var monitoring = registry.getSpec().monitoring();
        return Stream.of(
                        missing("serviceMonitor", monitoring.serviceMonitor(), OptionalKind.SERVICE_MONITOR),
                        missing("rules", monitoring.rules(), OptionalKind.PROMETHEUS_RULE))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Problem> missing(String field, Availability wish, OptionalKind kind) {
        return wish == Availability.Enabled && !installed.has(kind)
                ? Optional.of(new Problem(
                        Reason.API_NOT_INSTALLED,
                        "spec.monitoring.%s is Enabled, but %s".formatted(field, kind.remedy())))
                : Optional.empty();
    }
}
