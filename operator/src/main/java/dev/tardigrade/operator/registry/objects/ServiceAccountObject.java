package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.operator.registry.model.Blueprint;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;

/** An account of its own, so that nothing granted to the namespace's default account reaches the servers. They get no token. */
final class ServiceAccountObject {

    private ServiceAccountObject() {}

    static ServiceAccount of(Blueprint blueprint) {
        return new ServiceAccountBuilder()
                .withMetadata(Metadata.owned(blueprint, blueprint.names().serviceAccount()))
                .withAutomountServiceAccountToken(false)
                .build();
    }
}
