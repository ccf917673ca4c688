package dev.tardigrade.operator.registry.model;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Optional;

/** The Secrets that a spec names and that are there. */
public record ReferencedSecrets(List<Secret> secrets) {

    public static final ReferencedSecrets NONE = new ReferencedSecrets(List.of());

    public ReferencedSecrets {
        secrets = List.copyOf(secrets);
    }

    public Optional<Secret> find(String name) {
        return secrets.stream()
                .filter(secret -> secret.getMetadata().getName().equals(name))
                .findFirst();
    }
}
