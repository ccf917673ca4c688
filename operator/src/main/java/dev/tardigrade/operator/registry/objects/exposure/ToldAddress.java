package dev.tardigrade.operator.registry.objects.exposure;

import dev.tardigrade.api.v1alpha1.exposure.Exposure;
import dev.tardigrade.api.v1alpha1.exposure.Scheme;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.objects.frame.Ports;
import java.util.Objects;
import java.util.Optional;

/** The address of the registry that others are told. It is that of the spec alone: one that shows later would restart the servers. */
public final class ToldAddress {

    private ToldAddress() {}

    /** That of the first exposure whose address the spec tells; without exposures that inside the cluster. */
    public static Optional<String> of(Blueprint blueprint) {
        var exposures = blueprint.spec().exposure();
        return exposures.isEmpty()
                ? Optional.of(inside(blueprint, false))
                : exposures.stream()
                        .flatMap(exposure -> told(blueprint, exposure).stream())
                        .findFirst();
    }

    private static Optional<String> told(Blueprint blueprint, Exposure exposure) {
        boolean encrypted = exposure.tls() != null;
        return switch (exposure.type()) {
            case ClusterIP -> Optional.of(inside(blueprint, encrypted));
            case Ingress -> Optional.ofNullable(exposure.host()).map(host -> scheme(encrypted) + host);
            case Gateway ->
                Optional.ofNullable(exposure.host())
                        .map(host -> scheme(Objects.requireNonNull(exposure.gatewayRef(), "the schema asks for it")
                                                .scheme()
                                        == Scheme.https)
                                + host);
            case LoadBalancer ->
                Optional.ofNullable(exposure.host())
                        .map(host -> encrypted ? scheme(true) + host : scheme(false) + host + ":" + Ports.REGISTRY);
            case NodePort ->
                Optional.ofNullable(exposure.host())
                        .flatMap(host -> Optional.ofNullable(exposure.nodePort())
                                .map(port -> scheme(encrypted) + host + ":" + port));
        };
    }

    private static String inside(Blueprint blueprint, boolean encrypted) {
        return "%s%s.%s.svc:%d"
                .formatted(
                        scheme(encrypted),
                        blueprint.names().service(),
                        blueprint.registry().getMetadata().getNamespace(),
                        Ports.REGISTRY);
    }

    private static String scheme(boolean encrypted) {
        return encrypted ? "https://" : "http://";
    }
}
