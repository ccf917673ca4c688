package dev.tardigrade.operator.registry.report;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.api.v1alpha1.exposure.Endpoint;
import dev.tardigrade.api.v1alpha1.exposure.Exposure;
import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.vocabulary.Names;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The addresses of a Registry. */
record Endpoints(List<Endpoint> list, @Nullable String url) {

    private static final int PORT = 5000;

    static Endpoints of(Registry registry, Children children, ServerPods pods) {
        var exposures = registry.getSpec().exposure();
        var endpoints = exposures.stream()
                .map(exposure -> endpoint(exposure, host(registry, exposure, children, pods)))
                .toList();
        var first = endpoints.isEmpty()
                ? inside(registry, children).map(Endpoints::url)
                : Optional.ofNullable(endpoints.getFirst().url());
        return new Endpoints(endpoints, first.orElse(null));
    }

    Finding finding() {
        if (url == null && list.isEmpty()) {
            return Finding.no(Reason.ADDRESS_PENDING, "the Service has no address yet");
        }
        var pending = list.stream()
                .filter(endpoint -> endpoint.url() == null)
                .map(Endpoint::name)
                .collect(Collectors.joining(", "));
        return pending.isEmpty()
                ? Finding.yes("clients find the registry at " + url)
                : Finding.no(
                        Reason.ADDRESS_PENDING,
                        "no address yet for exposure " + pending + ": it comes with the first ready server");
    }

    private static Endpoint endpoint(Exposure exposure, Optional<String> host) {
        return new Endpoint(
                exposure.name(),
                exposure.type(),
                host.orElse(null),
                host.map(Endpoints::url).orElse(null));
    }

    private static String url(String host) {
        return "http://" + host;
    }

    private static Optional<String> host(Registry registry, Exposure exposure, Children children, ServerPods pods) {
        return switch (exposure.type()) {
            case ClusterIP -> inside(registry, children);
            case NodePort ->
                service(children, names(registry).exposureService(exposure.name()))
                        .flatMap(Endpoints::nodePort)
                        .flatMap(port -> pods.nodeAddress().map(address -> address + ":" + port));
        };
    }

    private static Optional<String> inside(Registry registry, Children children) {
        return service(children, names(registry).service())
                .filter(service -> service.getSpec().getClusterIP() != null)
                .map(service -> "%s.%s.svc:%d"
                        .formatted(
                                service.getMetadata().getName(),
                                service.getMetadata().getNamespace(),
                                PORT));
    }

    private static Optional<Integer> nodePort(Service service) {
        return service.getSpec().getPorts().stream()
                .map(ServicePort::getNodePort)
                .findFirst();
    }

    private static Optional<Service> service(Children children, String name) {
        return children.find(Service.class, name);
    }

    private static Names names(Registry registry) {
        return new Names(registry.getMetadata().getName());
    }
}
