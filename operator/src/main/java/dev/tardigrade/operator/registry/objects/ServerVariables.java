package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.api.v1alpha1.pod.EnvironmentVariable;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.objects.secret.KeysSecret;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.List;
import java.util.stream.Stream;

/** The environment of a server or of the bucket's step: its keys, and what the user adds. */
final class ServerVariables {

    static final String ENDPOINT = "REGISTRY_STORAGE_S3_REGIONENDPOINT";

    private ServerVariables() {}

    static List<EnvVar> of(Blueprint blueprint) {
        return of(blueprint, false);
    }

    /** For a container that is to start, too, when Secrets of the user are gone. */
    static List<EnvVar> asFarAsTheyAreThere(Blueprint blueprint) {
        return of(blueprint, true);
    }

    private static List<EnvVar> of(Blueprint blueprint, boolean optional) {
        return Stream.of(
                        KeysSecret.serverVariables(blueprint).stream(),
                        DedicatedGateway.endpoint(blueprint).map(url -> new EnvVar(ENDPOINT, url, null)).stream(),
                        Peers.exist(blueprint) ? Stream.of(Peers.self()) : Stream.<EnvVar>empty(),
                        blueprint.spec().env().stream().map(wanted -> variable(wanted, optional)))
                .flatMap(variables -> variables)
                .toList();
    }

    private static EnvVar variable(EnvironmentVariable wanted, boolean optional) {
        var secret = wanted.secretKeyRef();
        return secret == null
                ? new EnvVar(wanted.name(), wanted.value(), null)
                : new EnvVarBuilder()
                        .withName(wanted.name())
                        .withNewValueFrom()
                        .withNewSecretKeyRef(secret.key(), secret.name(), optional ? true : null)
                        .endValueFrom()
                        .build();
    }
}
