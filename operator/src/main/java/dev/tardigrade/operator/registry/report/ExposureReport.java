package dev.tardigrade.operator.registry.report;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.api.v1alpha1.exposure.Endpoint;
import dev.tardigrade.api.v1alpha1.exposure.Exposure;
import dev.tardigrade.api.v1alpha1.exposure.Scheme;
import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.registry.model.InstalledKinds;
import dev.tardigrade.operator.registry.model.OptionalKind;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.vocabulary.Names;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Finds out where each exposure leads, or what is missing. */
final class ExposureReport {

    private static final int HTTPS = 443;

    private final Registry registry;
    private final Names names;
    private final Children children;
    private final ServerPods pods;
    private final InstalledKinds installed;

    ExposureReport(Registry registry, Children children, ServerPods pods, InstalledKinds installed) {
        this.registry = registry;
        this.names = new Names(registry.getMetadata().getName());
        this.children = children;
        this.pods = pods;
        this.installed = installed;
    }

    List<Endpoint> endpoints() {
        return registry.getSpec().exposure().stream().map(this::endpoint).toList();
    }

    /** The address inside the cluster, which every Registry has. */
    Optional<Address> inside() {
        var encrypted = registry.getSpec().exposure().stream()
                .anyMatch(exposure -> exposure.type().isDirect() && exposure.tls() != null);
        return children.find(Service.class, names.service())
                .filter(service -> service.getSpec().getClusterIP() != null)
                .map(service -> Address.of(
                        encrypted,
                        service.getMetadata().getName() + "."
                                + service.getMetadata().getNamespace() + ".svc",
                        port(service)));
    }

    private Endpoint endpoint(Exposure exposure) {
        var address = address(exposure);
        var problem =
                obstacle(exposure).or(() -> address.isPresent() ? Optional.empty() : Optional.of(pending(exposure)));
        return new Endpoint(
                exposure.name(),
                exposure.type(),
                address.map(Address::host).orElse(null),
                address.map(Address::url).orElse(null),
                problem.map(Problem::reason).map(Reason::word).orElse(null),
                problem.map(Problem::message).orElse(null));
    }

    private Optional<Address> address(Exposure exposure) {
        return switch (exposure.type()) {
            case ClusterIP -> inside();
            case NodePort -> nodePort(exposure);
            case LoadBalancer -> loadBalancer(exposure);
            case Ingress ->
                children.find(Ingress.class, names.exposureService(exposure.name()))
                        .filter(ExposureReport::isServed)
                        .map(_ -> Address.of(exposure.tls() != null, host(exposure)));
            case Gateway ->
                route(exposure)
                        .filter(route -> route.obstacle().isEmpty())
                        .map(_ -> Address.of(scheme(exposure) == Scheme.https, host(exposure)));
        };
    }

    private Optional<Address> nodePort(Exposure exposure) {
        return service(exposure)
                .flatMap(service -> service.getSpec().getPorts().stream()
                        .map(ServicePort::getNodePort)
                        .filter(Objects::nonNull)
                        .findFirst())
                .flatMap(port -> Optional.ofNullable(exposure.host())
                        .or(pods::nodeAddress)
                        .map(address -> Address.of(exposure.tls() != null, address, port)));
    }

    private Optional<Address> loadBalancer(Exposure exposure) {
        return service(exposure)
                .flatMap(service -> published(service)
                        .map(given -> Objects.requireNonNullElse(exposure.host(), given))
                        .map(host -> port(service) == HTTPS
                                ? Address.of(exposure.tls() != null, host)
                                : Address.of(exposure.tls() != null, host, port(service))));
    }

    private static Optional<String> published(Service service) {
        return Optional.ofNullable(service.getStatus())
                .flatMap(status -> Optional.ofNullable(status.getLoadBalancer()))
                .flatMap(balancer -> balancer.getIngress().stream()
                        .flatMap(ingress -> given(ingress).stream())
                        .findFirst());
    }

    private static int port(Service service) {
        return service.getSpec().getPorts().getFirst().getPort();
    }

    private static Optional<String> given(LoadBalancerIngress ingress) {
        return Optional.ofNullable(ingress.getHostname()).or(() -> Optional.ofNullable(ingress.getIp()));
    }

    /** What stands in the way of an exposure beside its address. */
    private Optional<Problem> obstacle(Exposure exposure) {
        return switch (exposure.type()) {
            case ClusterIP, NodePort, LoadBalancer -> certificate(exposure, names.serverCertificate());
            case Ingress -> certificate(exposure, names.exposureCertificate(exposure.name()));
            case Gateway ->
                installed.has(OptionalKind.HTTP_ROUTE)
                        ? route(exposure).flatMap(RouteState::obstacle)
                        : Optional.of(new Problem(Reason.API_NOT_INSTALLED, OptionalKind.HTTP_ROUTE.remedy()));
        };
    }

    private Optional<Problem> certificate(Exposure exposure, String name) {
        if (exposure.tls() == null || exposure.tls().issuerRef() == null) {
            return Optional.empty();
        }
        return installed.has(OptionalKind.CERTIFICATE)
                ? new CertificateState(name, children.find(OptionalKind.CERTIFICATE, name)).obstacle()
                : Optional.of(new Problem(Reason.API_NOT_INSTALLED, OptionalKind.CERTIFICATE.remedy()));
    }

    private static Problem pending(Exposure exposure) {
        var remedy = switch (exposure.type()) {
            case ClusterIP -> "the Service has no address yet";
            case NodePort -> "no address yet: it comes with the first ready server";
            case LoadBalancer ->
                "no address yet: the cluster's provider gives it; see whether it has load balancers at all";
            case Ingress ->
                "no address yet: an Ingress controller publishes it; see whether one serves the class of this Ingress";
            case Gateway -> "no Gateway has taken the route yet: see whether its controller runs";
        };
        return new Problem(Reason.ADDRESS_PENDING, remedy);
    }

    private Optional<RouteState> route(Exposure exposure) {
        return children.find(OptionalKind.HTTP_ROUTE, names.exposureService(exposure.name()))
                .map(RouteState::new);
    }

    private Optional<Service> service(Exposure exposure) {
        return children.find(Service.class, names.exposureService(exposure.name()));
    }

    private static boolean isServed(Ingress ingress) {
        return ingress.getStatus() != null
                && ingress.getStatus().getLoadBalancer() != null
                && !ingress.getStatus().getLoadBalancer().getIngress().isEmpty();
    }

    private static String host(Exposure exposure) {
        return Objects.requireNonNull(exposure.host(), "the schema wants a host");
    }

    private static Scheme scheme(Exposure exposure) {
        return Objects.requireNonNull(exposure.gatewayRef(), "the schema wants a Gateway")
                .scheme();
    }
}
