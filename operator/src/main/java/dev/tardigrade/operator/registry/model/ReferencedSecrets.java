package dev.tardigrade.operator.registry.model;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Secrets that a spec names and that are there.
 *
 * @param denial why the operator could not look for them; null where it could
 */
public record ReferencedSecrets(
        List<Secret> secrets, @Nullable String denial) {

    public ReferencedSecrets {
        secrets = List.copyOf(secrets);
    }

    public Optional<String> denied() {
        return Optional.ofNullable(denial);
    }

    public Optional<Secret> find(String name) {
        return secrets.stream()
                .filter(secret -> secret.getMetadata().getName().equals(name))
                .findFirst();
    }
}
