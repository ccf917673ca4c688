package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.api.v1alpha1.pod.AccountSettings;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.Objects;
import java.util.Optional;

/** An account of its own, so that nothing granted to the namespace's default account reaches the servers. They get no token. */
final class ServiceAccountObject {

    private ServiceAccountObject() {}

    static Optional<ServiceAccount> of(Blueprint blueprint) {
        var settings = settings(blueprint);
        return settings.name() != null
                ? Optional.empty()
                : Optional.of(new ServiceAccountBuilder()
                        .withMetadata(new ObjectMetaBuilder(Metadata.owned(
                                        blueprint, blueprint.names().serviceAccount()))
                                .withAnnotations(settings.annotations())
                                .build())
                        .withAutomountServiceAccountToken(false)
                        .build());
    }

    /** The account that pods run as: the user's, or the one above. */
    static String nameFor(Blueprint blueprint) {
        return Objects.requireNonNullElseGet(
                settings(blueprint).name(), () -> blueprint.names().serviceAccount());
    }

    private static AccountSettings settings(Blueprint blueprint) {
        return Objects.requireNonNullElse(blueprint.spec().serviceAccount(), AccountSettings.OWN);
    }
}
