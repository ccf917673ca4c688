package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.api.v1alpha1.storage.CredentialsReference;
import dev.tardigrade.api.v1alpha1.upstream.LoginReference;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.registry.model.ReferencedSecrets;
import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Secret that a spec names.
 *
 * @param field where in the spec
 * @param name of the Secret, in the namespace of the Registry
 * @param keys that it must have
 */
record SecretReference(String field, String name, List<String> keys) {

    /** Of values that stand in headers, so that they are one line. */
    private static final Set<String> LINES = Set.of(
            CredentialsReference.ACCESS_KEY,
            CredentialsReference.SECRET_KEY,
            LoginReference.USERNAME,
            LoginReference.PASSWORD);

    /** What keeps this reference from being followed, if anything. */
    Optional<Problem> trouble(ReferencedSecrets secrets) {
        var secret = secrets.find(name);
        if (secrets.denied().isPresent()) {
            return Optional.of(new Problem(
                    Reason.SECRET_NOT_FOUND,
                    "the operator may not read Secret %s, which %s names: apply the roles of its installation (%s)"
                            .formatted(name, field, secrets.denied().get())));
        }
        if (secret.isEmpty()) {
            return Optional.of(new Problem(
                    Reason.SECRET_NOT_FOUND,
                    "Secret %s, which %s names, is not in the namespace of the Registry: create it with %s"
                            .formatted(name, field, keysText())));
        }
        if (secrets.tooLarge().contains(name)) {
            return Optional.of(new Problem(
                    Reason.SECRET_INVALID,
                    "Secret %s, which %s names, has values of more than %d KiB (base64): put what the Registry needs into a Secret of its own"
                            .formatted(name, field, ReferencedSecrets.LARGEST_KIB)));
        }
        var data = data(secret.get());
        return keys.stream()
                .filter(key -> data.getOrDefault(key, "").isEmpty())
                .findFirst()
                .map(key -> new Problem(
                        Reason.SECRET_KEY_MISSING,
                        "Secret %s, which %s names, has no value for %s: it needs %s"
                                .formatted(name, field, key, keysText())))
                .or(() -> keys.stream()
                        .filter(key -> !isUsable(key, data.getOrDefault(key, "")))
                        .findFirst()
                        .map(key -> new Problem(
                                Reason.SECRET_INVALID,
                                "key %s of Secret %s, which %s names, is not the text that it should be (binary, or more than a line): put the value in as it was given to you"
                                        .formatted(key, name, field))));
    }

    private static boolean isUsable(String key, String encoded) {
        return LINES.contains(key) ? SecretValue.isLine(encoded) : SecretValue.isText(encoded);
    }

    /** The value of one of the keys, as it stands; empty where {@link #trouble} says so. */
    SecretValue value(ReferencedSecrets secrets, String key) {
        return SecretValue.fromBase64(secrets.find(name)
                .map(SecretReference::data)
                .map(data -> data.get(key))
                .orElse(""));
    }

    private String keysText() {
        if (keys.isEmpty()) {
            return "headers by their names";
        }
        return (keys.size() == 1 ? "key " : "keys ") + String.join(" and ", keys);
    }

    private static Map<String, String> data(Secret secret) {
        return secret.getData() == null ? Map.of() : secret.getData();
    }
}
