package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.api.v1alpha1.storage.CredentialsReference;
import dev.tardigrade.operator.registry.model.KeyPair;
import dev.tardigrade.operator.registry.model.PodSecrets;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.registry.objects.GatewaySecret;
import dev.tardigrade.operator.registry.objects.KeysSecret;
import dev.tardigrade.operator.vocabulary.Names;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Map;
import java.util.Optional;

/** Finds the secrets that the pods of a Registry work with: some are the user's, some are made once and kept. */
final class StorageSecrets {

    private final Inputs inputs;
    private final Names names;

    StorageSecrets(Inputs inputs) {
        this.inputs = inputs;
        this.names = new Names(inputs.registry().getMetadata().getName());
    }

    Resolution resolve() {
        var storage = inputs.registry().getSpec().storage();
        if (storage.storj() != null) {
            return storj(storage.storj().accessGrantSecretRef().key());
        }
        return storage.s3() != null ? s3() : new Resolution.Resolved(new PodSecrets(http(), null, null));
    }

    private Resolution storj(String key) {
        var keys = keptKeys().flatMap(KeysSecret::s3Keys).orElse(inputs.fresh().gateway());
        return missing().map(this::unresolvedGrant).orElseGet(() -> {
            var given = value(key);
            return switch (GatewayGrant.decide(
                    given, "key " + key + " of Secret " + reference().name(), inputs.now())) {
                case GatewayGrant.Given(var grant) -> new Resolution.Resolved(new PodSecrets(http(), keys, grant));
                case GatewayGrant.Refused(var problem) -> unresolvedGrant(problem);
            };
        });
    }

    private Resolution unresolvedGrant(Problem problem) {
        var kept = inputs.children().find(Secret.class, names.gateway()).flatMap(GatewaySecret::grant);
        var keys = keptKeys().flatMap(KeysSecret::s3Keys);
        return kept.isPresent() && keys.isPresent()
                ? new Resolution.LastGood(new PodSecrets(http(), keys.get(), kept.get()), problem)
                : new Resolution.Unresolved(problem);
    }

    private Resolution s3() {
        return missing()
                .map(this::unresolvedKeys)
                .orElseGet(() -> new Resolution.Resolved(new PodSecrets(
                        http(),
                        new KeyPair(value(CredentialsReference.ACCESS_KEY), value(CredentialsReference.SECRET_KEY)),
                        null)));
    }

    private Resolution unresolvedKeys(Problem problem) {
        return keptKeys()
                .flatMap(KeysSecret::s3Keys)
                .<Resolution>map(pair -> new Resolution.LastGood(new PodSecrets(http(), pair, null), problem))
                .orElseGet(() -> new Resolution.Unresolved(problem));
    }

    private Optional<Problem> missing() {
        var reference = reference();
        if (inputs.referencedSecret().isEmpty()) {
            return Optional.of(new Problem(
                    Reason.SECRET_NOT_FOUND,
                    "Secret %s, which %s names, is not in namespace %s: create it with %s"
                            .formatted(
                                    reference.name(),
                                    reference.field(),
                                    inputs.registry().getMetadata().getNamespace(),
                                    keysText(reference))));
        }
        return reference.keys().stream()
                .filter(key -> data().getOrDefault(key, "").isEmpty())
                .findFirst()
                .map(key -> new Problem(
                        Reason.SECRET_KEY_MISSING,
                        "Secret %s, which %s names, has no value for %s: it needs %s"
                                .formatted(reference.name(), reference.field(), key, keysText(reference))));
    }

    private static String keysText(SecretReference reference) {
        return (reference.keys().size() == 1 ? "key " : "keys ") + String.join(" and ", reference.keys());
    }

    private SecretReference reference() {
        return SecretReference.of(inputs.registry().getSpec())
                .orElseThrow(() -> new IllegalStateException("this storage names no Secret"));
    }

    private SecretValue value(String key) {
        return SecretValue.of(
                SecretValue.fromBase64(data().getOrDefault(key, "")).reveal().strip());
    }

    private Map<String, String> data() {
        return inputs.referencedSecret().map(Secret::getData).orElse(Map.of());
    }

    private SecretValue http() {
        return keptKeys().flatMap(KeysSecret::http).orElse(inputs.fresh().http());
    }

    private Optional<Secret> keptKeys() {
        return inputs.children().find(Secret.class, names.keys());
    }
}
