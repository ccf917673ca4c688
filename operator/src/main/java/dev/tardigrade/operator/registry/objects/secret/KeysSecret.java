package dev.tardigrade.operator.registry.objects.secret;

import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.KeyPair;
import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The Secret of what the servers share: a key that is made once, and the keys for an S3 endpoint where the user gave some. */
public final class KeysSecret {

    private static final String HTTP = "httpSecret";
    private static final String ACCESS_KEY = "accessKey";
    private static final String SECRET_KEY = "secretKey";

    private KeysSecret() {}

    public static Secret of(Blueprint blueprint) {
        var data = new TreeMap<String, String>();
        data.put(HTTP, blueprint.secrets().http().toBase64());
        blueprint.secrets().s3Keys().ifPresent(pair -> {
            data.put(ACCESS_KEY, pair.accessKey().toBase64());
            data.put(SECRET_KEY, pair.secretKey().toBase64());
        });
        return new SecretBuilder()
                .withMetadata(Metadata.owned(blueprint, blueprint.names().keys()))
                .withType("Opaque")
                .withData(data)
                .build();
    }

    /** What signs upload sessions, if the Secret has it. */
    public static Optional<SecretValue> http(Secret secret) {
        return SecretData.value(secret, HTTP);
    }

    /** The keys for the S3 endpoint, if the Secret has them. */
    public static Optional<KeyPair> s3Keys(Secret secret) {
        return SecretData.value(secret, ACCESS_KEY)
                .flatMap(access -> SecretData.value(secret, SECRET_KEY).map(key -> new KeyPair(access, key)));
    }

    /** The variables of a server or of a step that works on its storage. */
    public static List<EnvVar> serverVariables(Blueprint blueprint) {
        var secrets = blueprint.secrets();
        var variables = new ArrayList<EnvVar>();
        variables.add(variable("REGISTRY_HTTP_SECRET", blueprint.names().keys(), HTTP));
        secrets.s3Keys()
                .ifPresent(_ -> variables.addAll(s3Variables(blueprint.names().keys(), ACCESS_KEY, SECRET_KEY)));
        secrets.gatewayCredentials()
                .ifPresent(credentials -> variables.addAll(GatewaySecret.serverVariables(credentials)));
        return variables;
    }

    public static List<EnvVar> s3Variables(String secret, String accessKey, String secretKey) {
        return List.of(
                variable("REGISTRY_STORAGE_S3_ACCESSKEY", secret, accessKey),
                variable("REGISTRY_STORAGE_S3_SECRETKEY", secret, secretKey));
    }

    public static EnvVar variable(String variable, String secret, String key) {
        return new EnvVarBuilder()
                .withName(variable)
                .withNewValueFrom()
                .withNewSecretKeyRef(key, secret, null)
                .endValueFrom()
                .build();
    }
}
