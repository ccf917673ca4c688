package dev.tardigrade.operator.registry.objects.secret;

import dev.tardigrade.operator.registry.model.OwnFields;
import dev.tardigrade.operator.registry.model.SecretValue;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Optional;

/** What a Secret of ours has been seen to hold. */
final class SecretData {

    private SecretData() {}

    static Optional<SecretValue> value(Secret secret, String key) {
        return Optional.ofNullable(secret.getData()).map(data -> data.get(key)).map(SecretValue::fromBase64);
    }

    /** The same, but only what the operator has set, and nobody else in its place. */
    static Optional<SecretValue> own(Secret secret, String key) {
        return OwnFields.contain(secret, "data", key) ? value(secret, key) : Optional.empty();
    }
}
