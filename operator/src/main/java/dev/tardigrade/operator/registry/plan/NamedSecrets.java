package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.api.v1alpha1.RegistrySpec;
import dev.tardigrade.api.v1alpha1.exposure.CertificateReference;
import dev.tardigrade.api.v1alpha1.exposure.Exposure;
import dev.tardigrade.api.v1alpha1.storage.CredentialsReference;
import dev.tardigrade.api.v1alpha1.upstream.LoginReference;
import dev.tardigrade.operator.registry.model.GatewayPlacement;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.vocabulary.Names;
import dev.tardigrade.operator.vocabulary.Reason;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the Secrets that a spec names. */
public final class NamedSecrets {

    /** Of one Registry: its operator keeps all of them in memory. */
    private static final int MOST = 48;

    private static final List<String> CERTIFICATE_KEYS =
            List.of(CertificateReference.CERTIFICATE, CertificateReference.PRIVATE_KEY);

    private static final List<String> LOGIN_KEYS = List.of(LoginReference.USERNAME, LoginReference.PASSWORD);

    private NamedSecrets() {}

    /** The Secret with the credentials of the storage, where the storage needs any. */
    static Optional<SecretReference> storage(RegistrySpec spec) {
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

    /** The names of all Secrets that a Registry depends on, also of those that an issuer is to make; as far as {@link #problem} lets them. */
    public static Set<String> allNames(RegistrySpec spec, Names names) {
        return names(spec, names).limit(MOST).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether there are too many. */
    static Optional<Problem> problem(RegistrySpec spec, Names names) {
        return names(spec, names).count() <= MOST
                ? Optional.empty()
                : Optional.of(new Problem(
                        Reason.INVALID_SPEC,
                        "spec names more than %d Secrets: let the variables of spec.env name keys of the same Secret"
                                .formatted(MOST)));
    }

    private static Stream<String> names(RegistrySpec spec, Names names) {
        return Stream.of(
                        storage(spec).stream(),
                        htpasswd(spec).stream(),
                        servers(spec, names).stream(),
                        ingresses(spec).stream(),
                        headers(spec).values().stream(),
                        logins(spec).values().stream(),
                        variables(spec).stream())
                .flatMap(references -> references)
                .map(SecretReference::name)
                .distinct();
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

    private static Optional<SecretReference> given(Exposure exposure) {
        return Optional.ofNullable(exposure.tls())
                .flatMap(tls -> Optional.ofNullable(tls.secretRef()))
                .map(secret -> new SecretReference(field(exposure) + ".secretRef", secret.name(), CERTIFICATE_KEYS));
    }

    private static String field(Exposure exposure) {
        return "spec.exposure[" + exposure.name() + "].tls";
    }
}
