package dev.tardigrade.operator.registry.objects.secret;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.GatewayCredentials;
import dev.tardigrade.operator.registry.model.KeyPair;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import dev.tardigrade.operator.vocabulary.Annotations;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The Secret of what one edition of the gateway works with. It never changes: a pod that starts a container again gets what it had, also
 * while others get what comes next. The user's own Secret is never given to a pod.
 */
public final class GatewaySecret {

    private static final String GRANT = "access";
    private static final String ACCESS_KEY = "accessKey";
    private static final String SECRET_KEY = "secretKey";

    private GatewaySecret() {}

    public static Optional<Secret> of(Blueprint blueprint) {
        return blueprint.secrets().gatewayCredentials().map(credentials -> of(blueprint.registry(), credentials));
    }

    public static Secret of(Registry registry, GatewayCredentials credentials) {
        return new SecretBuilder()
                .withMetadata(new ObjectMetaBuilder(Metadata.owned(registry, credentials.secret()))
                        .addToAnnotations(
                                Annotations.ISSUED_AT, credentials.issued().toString())
                        .build())
                .withType("Opaque")
                .withImmutable(true)
                .withData(new TreeMap<>(Map.of(
                        GRANT,
                        credentials.grant().toBase64(),
                        ACCESS_KEY,
                        credentials.keys().accessKey().toBase64(),
                        SECRET_KEY,
                        credentials.keys().secretKey().toBase64())))
                .build();
    }

    /** What the Secret holds, if it is one of these and is to stay. */
    public static Optional<GatewayCredentials> read(Secret secret) {
        var annotations = secret.getMetadata().getAnnotations();
        if (annotations == null || secret.getMetadata().getDeletionTimestamp() != null) {
            return Optional.empty();
        }
        return instant(annotations.get(Annotations.ISSUED_AT))
                .flatMap(issued -> SecretData.value(secret, GRANT)
                        .flatMap(grant -> SecretData.value(secret, ACCESS_KEY)
                                .flatMap(accessKey -> SecretData.value(secret, SECRET_KEY)
                                        .map(secretKey -> new GatewayCredentials(
                                                secret.getMetadata().getName(),
                                                grant,
                                                new KeyPair(accessKey, secretKey),
                                                issued)))));
    }

    private static Optional<Instant> instant(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** The variables of the gateway. */
    public static List<EnvVar> gatewayVariables(GatewayCredentials credentials) {
        return List.of(
                KeysSecret.variable("STORJ_ACCESS", credentials.secret(), GRANT),
                KeysSecret.variable("STORJ_MINIO_ACCESS_KEY", credentials.secret(), ACCESS_KEY),
                KeysSecret.variable("STORJ_MINIO_SECRET_KEY", credentials.secret(), SECRET_KEY));
    }

    /** The same keys as a server spells them. */
    public static List<EnvVar> serverVariables(GatewayCredentials credentials) {
        return KeysSecret.s3Variables(credentials.secret(), ACCESS_KEY, SECRET_KEY);
    }
}
