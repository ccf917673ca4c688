package dev.tardigrade.operator.registry.report;

import dev.tardigrade.api.v1alpha1.ComputeResources;
import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.api.v1alpha1.scaling.Autoscaling;
import dev.tardigrade.operator.registry.model.GatewayPlacement;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.vocabulary.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells where autoscaling is demanded and cannot work: use is a share of what containers request, and of nothing there is none. */
record AutoscalingReport(Registry registry) {

    Optional<Problem> shortcoming() {
        return Optional.ofNullable(registry.getSpec().autoscaling())
                .flatMap(autoscaling -> fields().stream()
                        .flatMap(field -> resources(autoscaling)
                                .filter(resource -> !field.hasRequest(resource))
                                .map(resource -> new Problem(
                                        Reason.INVALID_SPEC,
                                        "spec.autoscaling does nothing without %s.requests.%s: set it"
                                                .formatted(field.name(), resource))))
                        .findFirst());
    }

    private List<Field> fields() {
        var fields = new ArrayList<Field>();
        fields.add(new Field("spec.resources", registry.getSpec().resources()));
        if (GatewayPlacement.of(registry.getSpec().storage()) == GatewayPlacement.SIDECAR) {
            Optional.ofNullable(registry.getSpec().storage().storj())
                    .ifPresent(storj -> fields.add(new Field(
                            "spec.storage.storj.gateway.resources",
                            storj.gateway().resources())));
        }
        return fields;
    }

    private static Stream<String> resources(Autoscaling autoscaling) {
        return autoscaling.targetMemoryUtilizationPercentage() == null ? Stream.of("cpu") : Stream.of("cpu", "memory");
    }

    /**
     * Of the spec.
     *
     * @param value null where the defaults are used, which request both
     */
    private record Field(String name, @Nullable ComputeResources value) {

        /** A limit without a request is one, too. */
        boolean hasRequest(String resource) {
            return value == null
                    || value.requests().containsKey(resource)
                    || value.limits().containsKey(resource);
        }
    }
}
