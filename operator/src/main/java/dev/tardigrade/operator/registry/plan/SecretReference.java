package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.api.v1alpha1.RegistrySpec;
import dev.tardigrade.api.v1alpha1.exposure.CertificateReference;
import dev.tardigrade.api.v1alpha1.exposure.Exposure;
import dev.tardigrade.api.v1alpha1.storage.CredentialsReference;
import dev.tardigrade.api.v1alpha1.upstream.LoginReference;
import dev.tardigrade.operator.registry.model.GatewayPlacement;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.registry.model.ReferencedSecrets;
import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.vocabulary.Names;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Secret that a spec names.
 *
 * @param field where in the spec
 * @param name of the Secret, in the namespace of the Registry
 * @param keys that it must have
 */
public record SecretReference(String field, String name, List<String> keys) {

    private static final List<String> CERTIFICATE_KEYS =
            List.of(CertificateReference.CERTIFICATE, CertificateReference.PRIVATE_KEY);

    private static final List<String> LOGIN_KEYS = List.of(LoginReference.USERNAME, LoginReference.PASSWORD);

    /** Of values that stand in headers, so that they are one line. */
    private static final Set<String> LINES = Set.of(
            CredentialsReference.ACCESS_KEY,
            CredentialsReference.SECRET_KEY,
            LoginReference.USERNAME,
            LoginReference.PASSWORD);

    /** The Secret with the credentials of the storage, where the storage needs any. */
    public static Optional<SecretReference> of(RegistrySpec spec) {
        return switch (GatewayPlacement.of(spec.storage())) {
            case SIDECAR, DEDICATED -> grant(spec);
            case HOSTED ->
                pair(
                        "spec.storage.storj.gateway.credentialsSecretRef",
                        Objects.requireNonNull(spec.storage().storj()).gateway().credentialsSecretRef());
            case NONE ->
                spec.storage().s3() == null
                        ? Optional.empty()
                        : pair(
                                "spec.storage.s3.credentialsSecretRef",
                                spec.storage().s3().credentialsSecretRef());
        };
    }

    private static Optional<SecretReference> grant(RegistrySpec spec) {
        return Optional.ofNullable(spec.storage().storj())
                .map(storj -> storj.accessGrantSecretRef())
                .map(reference -> new SecretReference(
                        "spec.storage.storj.accessGrantSecretRef", reference.name(), List.of(reference.key())));
    }

    private static Optional<SecretReference> pair(String field, @Nullable CredentialsReference reference) {
        return Optional.ofNullable(reference)
                .map(found -> new SecretReference(
                        field,
                        found.name(),
                        List.of(CredentialsReference.ACCESS_KEY, CredentialsReference.SECRET_KEY)));
    }

    /** The names of all Secrets that a Registry depends on, also of those that an issuer is to make. */
    public static Set<String> allNames(RegistrySpec spec, Names names) {
        return Stream.of(
                        of(spec).stream(),
                        htpasswd(spec).stream(),
                        servers(spec, names).stream(),
                        ingresses(spec).stream(),
                        headers(spec).values().stream(),
                        logins(spec).values().stream(),
                        variables(spec).stream())
                .flatMap(references -> references)
                .map(SecretReference::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The Secret with users and passwords. */
    static Optional<SecretReference> htpasswd(RegistrySpec spec) {
        return Optional.ofNullable(spec.auth())
                .flatMap(auth -> Optional.ofNullable(auth.htpasswdSecretRef()))
                .map(reference ->
                        new SecretReference("spec.auth.htpasswdSecretRef", reference.name(), List.of(reference.key())));
    }

    /** The Secret with the certificate of the servers themselves: the user's, or one that an issuer makes. */
    static Optional<SecretReference> servers(RegistrySpec spec, Names names) {
        return spec.exposure().stream()
                .filter(exposure -> exposure.type().isDirect() && exposure.tls() != null)
                .findFirst()
                .map(exposure -> given(exposure)
                        .orElseGet(() -> new SecretReference(
                                field(exposure) + ".issuerRef", names.serverCertificate(), CERTIFICATE_KEYS)));
    }

    /** The user's Secrets with certificates that Ingress controllers serve. */
    static List<SecretReference> ingresses(RegistrySpec spec) {
        return spec.exposure().stream()
                .filter(exposure -> !exposure.type().isDirect())
                .flatMap(exposure -> given(exposure).stream())
                .toList();
    }

    /** The Secrets of headers for receivers of notifications, by the name of the receiver. Any key will do. */
    static Map<String, SecretReference> headers(RegistrySpec spec) {
        var references = new TreeMap<String, SecretReference>();
        spec.notifications()
                .forEach(receiver -> Optional.ofNullable(receiver.headersSecretRef())
                        .ifPresent(reference -> references.put(
                                receiver.name(),
                                new SecretReference(
                                        "spec.notifications[" + receiver.name() + "].headersSecretRef",
                                        reference.name(),
                                        List.of()))));
        return references;
    }

    /** The Secrets of user and password for upstreams, by the name of the upstream. */
    static Map<String, SecretReference> logins(RegistrySpec spec) {
        var references = new TreeMap<String, SecretReference>();
        spec.upstreams()
                .forEach(upstream -> Optional.ofNullable(upstream.credentialsSecretRef())
                        .ifPresent(reference -> references.put(
                                upstream.name(),
                                new SecretReference(
                                        "spec.upstreams[" + upstream.name() + "].credentialsSecretRef",
                                        reference.name(),
                                        LOGIN_KEYS))));
        return references;
    }

    /** The Secrets that variables take their values from. */
    static List<SecretReference> variables(RegistrySpec spec) {
        return spec.env().stream()
                .flatMap(variable -> Optional.ofNullable(variable.secretKeyRef()).stream()
                        .map(reference -> new SecretReference(
                                "spec.env." + variable.name(), reference.name(), List.of(reference.key()))))
                .toList();
    }

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

    private static Optional<SecretReference> given(Exposure exposure) {
        return Optional.ofNullable(exposure.tls())
                .flatMap(tls -> Optional.ofNullable(tls.secretRef()))
                .map(secret -> new SecretReference(field(exposure) + ".secretRef", secret.name(), CERTIFICATE_KEYS));
    }

    private static String field(Exposure exposure) {
        return "spec.exposure[" + exposure.name() + "].tls";
    }

    private static Map<String, String> data(Secret secret) {
        return secret.getData() == null ? Map.of() : secret.getData();
    }
}
