package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;
import java.util.Optional;

/** The Secret of the grant that the gateway works with. The user's own Secret is never given to a pod. */
public final class GatewaySecret {

    private static final String GRANT = "access";

    private GatewaySecret() {}

    static Optional<Secret> of(Blueprint blueprint) {
        return blueprint
                .secrets()
                .gatewayGrant()
                .map(grant -> new SecretBuilder()
                        .withMetadata(
                                Metadata.owned(blueprint, blueprint.names().gateway()))
                        .withType("Opaque")
                        .withData(Map.of(GRANT, grant.toBase64()))
                        .build());
    }

    /** The grant, if the Secret has it. */
    public static Optional<SecretValue> grant(Secret secret) {
        return Optional.ofNullable(secret.getData())
                .map(data -> data.get(GRANT))
                .map(SecretValue::fromBase64);
    }

    static EnvVar variable(Names names) {
        return new EnvVarBuilder()
                .withName("STORJ_ACCESS")
                .withNewValueFrom()
                .withNewSecretKeyRef(GRANT, names.gateway(), null)
                .endValueFrom()
                .build();
    }
}
