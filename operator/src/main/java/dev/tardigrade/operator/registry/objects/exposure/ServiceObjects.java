package dev.tardigrade.operator.registry.objects.exposure;

import dev.tardigrade.api.v1alpha1.exposure.Exposure;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import dev.tardigrade.operator.registry.objects.frame.Ports;
import dev.tardigrade.operator.vocabulary.Labels;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.Map;
import java.util.stream.Stream;

/** The Service that every Registry has, and one for each exposure that needs its own. */
final class ServiceObjects {

    /** What clients expect where they speak TLS and no port is named. */
    private static final int HTTPS = 443;

    private ServiceObjects() {}

    static Stream<Service> of(Blueprint blueprint) {
        return Stream.concat(
                Stream.of(inside(blueprint), peers(blueprint)),
                blueprint.spec().exposure().stream().flatMap(exposure -> exposed(blueprint, exposure)));
    }

    private static Stream<Service> exposed(Blueprint blueprint, Exposure exposure) {
        return switch (exposure.type()) {
            case ClusterIP, Ingress, Gateway -> Stream.empty();
            case NodePort ->
                Stream.of(exposed(
                        blueprint,
                        exposure,
                        port().withNodePort(exposure.nodePort()).build()));
            case LoadBalancer -> Stream.of(exposed(blueprint, exposure, loadBalancerPort(exposure)));
        };
    }

    private static ServicePort loadBalancerPort(Exposure exposure) {
        return exposure.tls() == null ? port().build() : port().withPort(HTTPS).build();
    }

    private static Service inside(Blueprint blueprint) {
        return new ServiceBuilder()
                .withMetadata(Metadata.owned(blueprint, blueprint.names().service()))
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(selector(blueprint))
                .withPorts(port().build())
                .endSpec()
                .build();
    }

    /** Leads to each server by itself. There also for one server, so that scaling changes no server. */
    private static Service peers(Blueprint blueprint) {
        return new ServiceBuilder()
                .withMetadata(Metadata.owned(blueprint, blueprint.names().peers()))
                .withNewSpec()
                .withType("ClusterIP")
                .withClusterIP("None")
                // One that is not ready may still serve what it remembers, so it must hear what is to be forgotten.
                .withPublishNotReadyAddresses(true)
                .withSelector(selector(blueprint))
                .withPorts(
                        port(Ports.DEBUG_NAME, Ports.DEBUG).build(),
                        port(Ports.PEERS_NAME, Ports.PEERS).build())
                .endSpec()
                .build();
    }

    private static Service exposed(Blueprint blueprint, Exposure exposure, ServicePort port) {
        var metadata = Metadata.owned(blueprint, blueprint.names().exposureService(exposure.name()));
        return new ServiceBuilder()
                .withMetadata(new ObjectMetaBuilder(metadata)
                        .withAnnotations(exposure.annotations())
                        .build())
                .withNewSpec()
                .withType(exposure.type().name())
                .withSelector(selector(blueprint))
                .withPorts(port)
                .endSpec()
                .build();
    }

    private static Map<String, String> selector(Blueprint blueprint) {
        return Labels.podSelector(blueprint.names().registry());
    }

    private static ServicePortBuilder port() {
        return port(Ports.REGISTRY_NAME, Ports.REGISTRY);
    }

    private static ServicePortBuilder port(String name, int number) {
        return new ServicePortBuilder()
                .withName(name)
                .withProtocol("TCP")
                .withPort(number)
                .withTargetPort(new IntOrString(name));
    }
}
