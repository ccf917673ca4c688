package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.api.v1alpha1.exposure.Exposure;
import dev.tardigrade.operator.registry.model.Blueprint;
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

    private ServiceObjects() {}

    static Stream<Service> of(Blueprint blueprint) {
        return Stream.concat(
                Stream.of(inside(blueprint)),
                blueprint.spec().exposure().stream().flatMap(exposure -> exposed(blueprint, exposure)));
    }

    private static Stream<Service> exposed(Blueprint blueprint, Exposure exposure) {
        return switch (exposure.type()) {
            case ClusterIP -> Stream.empty();
            case NodePort -> Stream.of(nodePort(blueprint, exposure));
        };
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

    private static Service nodePort(Blueprint blueprint, Exposure exposure) {
        var metadata = Metadata.owned(blueprint, blueprint.names().exposureService(exposure.name()));
        ServicePort port = port().withNodePort(exposure.nodePort()).build();
        return new ServiceBuilder()
                .withMetadata(new ObjectMetaBuilder(metadata)
                        .withAnnotations(exposure.annotations())
                        .build())
                .withNewSpec()
                .withType("NodePort")
                .withSelector(selector(blueprint))
                .withPorts(port)
                .endSpec()
                .build();
    }

    private static Map<String, String> selector(Blueprint blueprint) {
        return Labels.podSelector(blueprint.names().registry());
    }

    private static ServicePortBuilder port() {
        return new ServicePortBuilder()
                .withName(Ports.REGISTRY_NAME)
                .withProtocol("TCP")
                .withPort(Ports.REGISTRY)
                .withTargetPort(new IntOrString(Ports.REGISTRY_NAME));
    }
}
