package dev.tardigrade.operator.registry.objects.secret;

import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.registry.model.ServerFiles.ClusterKeys;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The Secret of the public keys that verify tokens of ServiceAccounts. There is nothing secret in it, but who could change it could log in as
 * anybody. Servers read it again when it changes, so a change restarts none.
 */
public final class ClusterKeysSecret {

    private static final String FOLDER = "/etc/registry-cluster";
    private static final String KEYS = "jwks.json";
    private static final String ISSUER = "issuer";
    private static final SecretFolder FILES = new SecretFolder("cluster-keys", FOLDER);

    public static final String FILE = FOLDER + "/" + KEYS;

    private ClusterKeysSecret() {}

    public static Optional<Secret> of(Blueprint blueprint) {
        return blueprint.files().serviceAccountKeys().map(keys -> of(blueprint, keys));
    }

    private static Secret of(Blueprint blueprint, ClusterKeys keys) {
        return new SecretBuilder()
                .withMetadata(Metadata.owned(blueprint, blueprint.names().clusterKeys()))
                .withType("Opaque")
                .withData(new TreeMap<>(Map.of(
                        ISSUER, SecretValue.of(keys.issuer()).toBase64(),
                        KEYS, SecretValue.of(keys.jwks()).toBase64())))
                .build();
    }

    /** The keys, if the Secret has some. What others have put into it is not believed. */
    public static Optional<ClusterKeys> read(Secret secret) {
        return SecretData.own(secret, ISSUER)
                .flatMap(issuer ->
                        SecretData.own(secret, KEYS).map(keys -> new ClusterKeys(issuer.reveal(), keys.reveal())));
    }

    public static Optional<Volume> volume(Blueprint blueprint) {
        return of(blueprint).map(secret -> FILES.of(secret, KEYS));
    }

    public static Optional<VolumeMount> mount(Blueprint blueprint) {
        return of(blueprint).map(_ -> FILES.mount());
    }
}
