package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.KeyPair;
import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Secret of the keys that the servers, and the gateway beside them, share. */
public final class KeysSecret {

    private static final String HTTP = "httpSecret";
    private static final String ACCESS_KEY = "accessKey";
    private static final String SECRET_KEY = "secretKey";

    private KeysSecret() {}

    static Secret of(Blueprint blueprint) {
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
        return Optional.ofNullable(data(secret).get(HTTP)).map(SecretValue::fromBase64);
    }

    /** The keys for the S3 endpoint, if the Secret has them. */
    public static Optional<KeyPair> s3Keys(Secret secret) {
        var access = data(secret).get(ACCESS_KEY);
        var key = data(secret).get(SECRET_KEY);
        return access == null || key == null
                ? Optional.empty()
                : Optional.of(new KeyPair(SecretValue.fromBase64(access), SecretValue.fromBase64(key)));
    }

    /** The variables of a server or of the bucket's step. */
    static List<EnvVar> serverVariables(Blueprint blueprint) {
        var variables = new ArrayList<EnvVar>();
        variables.add(variable("REGISTRY_HTTP_SECRET", blueprint.names(), HTTP));
        blueprint.secrets().s3Keys().ifPresent(_ -> {
            variables.add(variable("REGISTRY_STORAGE_S3_ACCESSKEY", blueprint.names(), ACCESS_KEY));
            variables.add(variable("REGISTRY_STORAGE_S3_SECRETKEY", blueprint.names(), SECRET_KEY));
        });
        return variables;
    }

    /** The same keys as the gateway spells them. */
    static List<EnvVar> gatewayVariables(Names names) {
        return List.of(
                variable("STORJ_MINIO_ACCESS_KEY", names, ACCESS_KEY),
                variable("STORJ_MINIO_SECRET_KEY", names, SECRET_KEY));
    }

    private static EnvVar variable(String variable, Names names, String key) {
        return new EnvVarBuilder()
                .withName(variable)
                .withNewValueFrom()
                .withNewSecretKeyRef(key, names.keys(), null)
                .endValueFrom()
                .build();
    }

    private static Map<String, String> data(Secret secret) {
        return secret.getData() == null ? Map.of() : secret.getData();
    }
}
