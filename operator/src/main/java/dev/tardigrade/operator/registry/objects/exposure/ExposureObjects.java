package dev.tardigrade.operator.registry.objects.exposure;

import dev.tardigrade.api.v1alpha1.exposure.Exposure;
import dev.tardigrade.operator.registry.model.Blueprint;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.stream.Stream;

/** All that leads clients to the servers. */
public final class ExposureObjects {

    private ExposureObjects() {}

    /** In the order in which they are to be made: what is led to comes before what leads there. */
    public static Stream<HasMetadata> of(Blueprint blueprint) {
        return Stream.concat(
                ServiceObjects.of(blueprint),
                blueprint.spec().exposure().stream().flatMap(exposure -> routes(blueprint, exposure)));
    }

    private static Stream<HasMetadata> routes(Blueprint blueprint, Exposure exposure) {
        return switch (exposure.type()) {
            case ClusterIP, LoadBalancer, NodePort -> Stream.empty();
            case Ingress -> Stream.of(IngressObject.of(blueprint, exposure));
            case Gateway -> RouteObject.of(blueprint, exposure).stream();
        };
    }
}
