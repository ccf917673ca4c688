package dev.tardigrade.operator.registry.report;

import dev.tardigrade.api.v1alpha1.exposure.Endpoint;
import dev.tardigrade.operator.vocabulary.Reason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a Registry.
 *
 * @param url what clients type first
 */
record Endpoints(List<Endpoint> list, @Nullable String url) {

    static Endpoints of(ExposureReport report) {
        var endpoints = report.endpoints();
        var first = endpoints.isEmpty()
                ? report.inside().map(Address::url)
                : Optional.ofNullable(endpoints.getFirst().url());
        return new Endpoints(endpoints, first.orElse(null));
    }

    Finding finding() {
        if (url == null && list.isEmpty()) {
            return Finding.no(Reason.ADDRESS_PENDING, "the Service has no address yet");
        }
        return list.stream()
                .flatMap(endpoint -> Optional.ofNullable(endpoint.reason()).flatMap(Reason::of).stream()
                        .map(reason -> Finding.no(reason, "exposure " + endpoint.name() + ": " + endpoint.message())))
                .findFirst()
                .orElseGet(() -> Finding.yes("clients find the registry at " + url));
    }
}
