package dev.tardigrade.operator.registry.model;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Secrets that a spec names and that are there.
 *
 * @param tooLarge the names of those that have digests in the place of values, because these are too many
 * @param denial why the operator could not look for them; null where it could
 */
public record ReferencedSecrets(
        List<Secret> secrets,
        Set<String> tooLarge,
        @Nullable String denial) {

    /** Of all values of a Secret together, in KiB as the API has them (base64): some 1300 users with their hashes. */
    public static final int LARGEST_KIB = 128;

    public ReferencedSecrets {
        secrets = List.copyOf(secrets);
        tooLarge = Set.copyOf(tooLarge);
    }

    /** Those of an operator that may not look for any. */
    public static ReferencedSecrets withheld(String denial) {
        return new ReferencedSecrets(List.of(), Set.of(), denial);
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
