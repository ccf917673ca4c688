package dev.tardigrade.operator.registry.objects.secret;

import dev.tardigrade.operator.registry.model.Blueprint;
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

/** The Secret of the keys that sign tokens. Servers read it again when it changes, so a change restarts none. */
public final class TokensSecret {

    public static final String FOLDER = "/etc/registry-tokens";

    private static final SecretFolder FILES = new SecretFolder("tokens", FOLDER);
    private static final String CURRENT = "current.pem";
    private static final String PREVIOUS = "previous.pem";
    private static final String NEXT = "next.pem";

    private TokensSecret() {}

    public static Optional<Secret> of(Blueprint blueprint) {
        return blueprint.files().tokenKeys().map(keys -> of(blueprint, keys));
    }

    private static Secret of(Blueprint blueprint, Succession keys) {
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
    public static Optional<Succession> read(Secret secret) {
        return since(secret)
                .flatMap(since -> SecretData.value(secret, CURRENT)
                        .map(current -> new Succession(
                                current,
                                SecretData.value(secret, PREVIOUS).orElse(null),
                                SecretData.value(secret, NEXT).orElse(null),
                                since)));
    }

    public static Optional<Volume> volume(Blueprint blueprint) {
        return of(blueprint).map(FILES::of);
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
