package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.objects.frame.Ports;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;

/** How servers find each other. They are told also where there is one, so that scaling restarts none. */
final class Peers {

    private Peers() {}

    /** A volume cannot be shared, so servers on one have no others. */
    static boolean exist(Blueprint blueprint) {
        return blueprint.spec().storage().filesystem() == null;
    }

    /** The name that all servers are found by. */
    static String address(Blueprint blueprint) {
        return "%s.%s.svc:%d"
                .formatted(
                        blueprint.names().peers(),
                        blueprint.registry().getMetadata().getNamespace(),
                        Ports.PEERS);
    }

    /** Under which address the others find this one. */
    static EnvVar self() {
        return new EnvVarBuilder()
                .withName("REGISTRY_CLUSTER_SELF")
                .withNewValueFrom()
                // with the version that the API server would fill in: it would look like a change of ours each time
                .withNewFieldRef("v1", "status.podIP")
                .endValueFrom()
                .build();
    }
}
