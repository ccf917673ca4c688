package dev.tardigrade.operator.registry.objects.secret;

import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.registry.model.Succession;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import dev.tardigrade.operator.vocabulary.Annotations;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The Secret of the keys that sign tokens. Servers read it again when it changes, so a change restarts none. It always has the same entries,
 * the current key in place of one that there is not, and servers see no other: else who may add to it could sign tokens.
 */
public final class TokensSecret {

    public static final String FOLDER = "/etc/registry-tokens";

    private static final String CURRENT = "current.pem";
    private static final String PREVIOUS = "previous.pem";
    private static final String NEXT = "next.pem";
    private static final SecretFolder FILES = new SecretFolder("tokens", FOLDER);

    private TokensSecret() {}

    public static Optional<Secret> of(Blueprint blueprint) {
        return blueprint.files().tokenKeys().map(keys -> of(blueprint, keys));
    }

    private static Secret of(Blueprint blueprint, Succession keys) {
        var current = keys.current();
        var data = new TreeMap<>(Map.of(
                CURRENT, current.toBase64(),
                PREVIOUS, keys.before().orElse(current).toBase64(),
                NEXT, keys.after().orElse(current).toBase64()));
        return new SecretBuilder()
                .withMetadata(new ObjectMetaBuilder(
                                Metadata.owned(blueprint, blueprint.names().tokens()))
                        .addToAnnotations(Annotations.ISSUED_AT, keys.since().toString())
                        .build())
                .withType("Opaque")
                .withData(data)
                .build();
    }

    /** The keys, if the Secret has some. What others have put into it is not believed. */
    public static Optional<Succession> read(Secret secret) {
        return since(secret)
                .flatMap(since -> SecretData.own(secret, CURRENT)
                        .map(current -> new Succession(
                                current, other(secret, PREVIOUS, current), other(secret, NEXT, current), since)));
    }

    private static @Nullable SecretValue other(Secret secret, String name, SecretValue current) {
        return SecretData.own(secret, name).filter(key -> !key.equals(current)).orElse(null);
    }

    public static Optional<Volume> volume(Blueprint blueprint) {
        return of(blueprint).map(secret -> FILES.of(secret, CURRENT, NEXT, PREVIOUS));
    }

    public static Optional<VolumeMount> mount(Blueprint blueprint) {
        return of(blueprint).map(_ -> FILES.mount());
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
}
