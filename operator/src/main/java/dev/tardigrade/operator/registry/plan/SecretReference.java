package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.api.v1alpha1.RegistrySpec;
import dev.tardigrade.api.v1alpha1.storage.CredentialsReference;
import java.util.List;
import java.util.Optional;

/**
 * The Secret that a spec names.
 *
 * @param field where in the spec
 * @param name of the Secret, in the namespace of the Registry
 * @param keys that it must have
 */
public record SecretReference(String field, String name, List<String> keys) {

    /** The Secret with the credentials of the storage, where the storage needs any. */
    public static Optional<SecretReference> of(RegistrySpec spec) {
        var storj = spec.storage().storj();
        if (storj != null) {
            var reference = storj.accessGrantSecretRef();
            return Optional.of(new SecretReference(
                    "spec.storage.storj.accessGrantSecretRef", reference.name(), List.of(reference.key())));
        }
        var s3 = spec.storage().s3();
        return s3 == null
                ? Optional.empty()
                : Optional.of(new SecretReference(
                        "spec.storage.s3.credentialsSecretRef",
                        s3.credentialsSecretRef().name(),
                        List.of(CredentialsReference.ACCESS_KEY, CredentialsReference.SECRET_KEY)));
    }
}
