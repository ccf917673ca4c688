package dev.tardigrade.operator.registry.objects.secret;

import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.registry.model.TokenKeys;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import dev.tardigrade.operator.vocabulary.Annotations;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Secret of the keys that sign tokens. Servers read it again when it changes, so a change restarts none. */
public final class TokensSecret {

    public static final String FOLDER = "/etc/registry-tokens";

    private static final String VOLUME = "tokens";
    private static final String CURRENT = "current.pem";
    private static final String PREVIOUS = "previous.pem";
    private static final String NEXT = "next.pem";

    /** For the group of the servers alone. */
    private static final int MODE = 0440;

    private TokensSecret() {}

    public static Optional<Secret> of(Blueprint blueprint) {
        return blueprint.files().tokenKeys().map(keys -> of(blueprint, keys));
    }

    private static Secret of(Blueprint blueprint, TokenKeys keys) {
        var data = new TreeMap<>(Map.of(CURRENT, keys.current().toBase64()));
        keys.before().ifPresent(key -> data.put(PREVIOUS, key.toBase64()));
        keys.after().ifPresent(key -> data.put(NEXT, key.toBase64()));
        return new SecretBuilder()
                .withMetadata(new ObjectMetaBuilder(
                                Metadata.owned(blueprint, blueprint.names().tokens()))
                        .addToAnnotations(Annotations.ISSUED_AT, keys.since().toString())
                        .build())
                .withType("Opaque")
                .withData(data)
                .build();
    }

    /** The keys, if the Secret has some. */
    public static Optional<TokenKeys> read(Secret secret) {
        return since(secret)
                .flatMap(since -> value(secret, CURRENT)
                        .map(current -> new TokenKeys(
                                current,
                                value(secret, PREVIOUS).orElse(null),
                                value(secret, NEXT).orElse(null),
                                since)));
    }

    public static Optional<Volume> volume(Blueprint blueprint) {
        return of(blueprint)
                .map(secret -> new VolumeBuilder()
                        .withName(VOLUME)
                        .withNewSecret()
                        .withSecretName(secret.getMetadata().getName())
                        .withDefaultMode(MODE)
                        .endSecret()
                        .build());
    }

    public static Optional<VolumeMount> mount(Blueprint blueprint) {
        return of(blueprint)
                .map(_ -> new VolumeMountBuilder()
                        .withName(VOLUME)
                        .withMountPath(FOLDER)
                        .withReadOnly(true)
                        .build());
    }

    private static Optional<Instant> since(Secret secret) {
        try {
            return Optional.ofNullable(secret.getMetadata().getAnnotations())
                    .map(annotations -> annotations.get(Annotations.ISSUED_AT))
                    .map(Instant::parse);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<SecretValue> value(Secret secret, String key) {
        return Optional.ofNullable(secret.getData()).map(data -> data.get(key)).map(SecretValue::fromBase64);
    }
}
