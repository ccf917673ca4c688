package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.api.v1alpha1.RegistrySpec;
import dev.tardigrade.api.v1alpha1.exposure.CertificateReference;
import dev.tardigrade.api.v1alpha1.upstream.LoginReference;
import dev.tardigrade.operator.registry.certificate.ServedPair;
import dev.tardigrade.operator.registry.issuer.Answer;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.registry.model.ServerFiles;
import dev.tardigrade.operator.registry.model.ServerFiles.Certificate;
import dev.tardigrade.operator.registry.model.ServerFiles.ClusterKeys;
import dev.tardigrade.operator.registry.model.ServerFiles.Login;
import dev.tardigrade.operator.registry.model.Succession;
import dev.tardigrade.operator.registry.objects.secret.ClusterKeysSecret;
import dev.tardigrade.operator.registry.objects.secret.FilesSecret;
import dev.tardigrade.operator.registry.objects.secret.TokensSecret;
import dev.tardigrade.operator.vocabulary.Names;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what servers read from files. Pods only see copies of ours, so what was good once goes on when the original is broken. */
final class FileSecrets {

    private static final Pattern USER = Pattern.compile("[^:\\s]+:\\$2[abxy]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}");

    private static final Pattern LOGIN_USER = Pattern.compile("[^:\\p{Cntrl}]{1,255}\\R?");

    private final Inputs inputs;
    private final RegistrySpec spec;
    private final Names names;
    private final List<Problem> problems = new ArrayList<>();
    private boolean usable = true;

    private FileSecrets(Inputs inputs) {
        this.inputs = inputs;
        this.spec = inputs.registry().getSpec();
        this.names = new Names(inputs.registry().getMetadata().getName());
    }

    static FilesResolution resolve(Inputs inputs) {
        return new FileSecrets(inputs).resolve();
    }

    private FilesResolution resolve() {
        var users = NamedSecrets.htpasswd(spec).map(this::users).orElse(null);
        var certificate =
                NamedSecrets.servers(spec, names).map(this::certificate).orElse(null);
        NamedSecrets.ingresses(spec)
                .forEach(reference -> reference
                        .trouble(inputs.referenced())
                        .or(() -> unserved(reference, ServedPair::faultForAnybody))
                        .ifPresent(problems::add));
        var clusterKeys = clusterKeys();
        var headers = headers();
        var logins = logins();
        var variables =
                NamedSecrets.variables(spec).stream().map(this::variable).toList();
        return new FilesResolution(
                usable ? files(users, certificate, clusterKeys, headers, logins, variables) : null,
                problems.isEmpty() ? null : problems.getFirst());
    }

    private ServerFiles files(
            @Nullable SecretValue users,
            @Nullable Certificate certificate,
            @Nullable ClusterKeys clusterKeys,
            Map<String, SecretValue> headers,
            Map<String, Login> logins,
            List<SecretValue> variables) {
        var robots = RobotPasswords.of(inputs);
        return new ServerFiles(
                users,
                certificate,
                users == null && robots.isEmpty() && !hasIdentities() ? null : tokens().orElse(null),
                clusterKeys,
                robots,
                headers,
                logins,
                variables);
    }

    private boolean hasIdentities() {
        return spec.auth() != null && (spec.auth().oidc() != null || spec.auth().serviceAccounts() != null);
    }

    /** Where one may do something without a password, or with one that ends: all else works without tokens. */
    private Optional<Succession> tokens() {
        return spec.auth() == null || !spec.auth().givesTokens()
                ? Optional.empty()
                : Optional.of(StagedRotation.step(
                        keptTokens(inputs), Rotation.of(spec), inputs.fresh().tokens(), inputs.now()));
    }

    /** Whether other keys sign tokens, or are to, than were recorded. */
    static boolean renewsTokens(Inputs inputs, FilesResolution files) {
        return files.usable()
                .flatMap(ServerFiles::tokenKeys)
                .filter(keys -> !Optional.of(keys).equals(keptTokens(inputs)))
                .isPresent();
    }

    private static Optional<Succession> keptTokens(Inputs inputs) {
        var names = new Names(inputs.registry().getMetadata().getName());
        return inputs.children().find(Secret.class, names.tokens()).flatMap(TokensSecret::read);
    }

    private @Nullable SecretValue users(SecretReference reference) {
        var problem = reference.trouble(inputs.referenced());
        if (problem.isEmpty()) {
            var users = reference.value(inputs.referenced(), reference.keys().getFirst());
            problem = invalid(users, reference);
            if (problem.isEmpty()) {
                return users;
            }
        }
        return before(problem.get(), FilesSecret::users);
    }

    private @Nullable ClusterKeys clusterKeys() {
        return switch (inputs.issuer()) {
            case Answer.NotAsked _ -> null;
            case Answer.Told told -> told.keys();
            case Answer.Withheld withheld -> before(withheld.problem(), names.clusterKeys(), ClusterKeysSecret::read);
        };
    }

    /** Those that are missing and never were there keep servers from being made. */
    private Map<String, SecretValue> headers() {
        var headers = new TreeMap<String, SecretValue>();
        NamedSecrets.headers(spec).forEach((receiver, reference) -> {
            var secret = inputs.referenced().find(reference.name());
            var problem = reference
                    .trouble(inputs.referenced())
                    .or(() -> secret.flatMap(found -> HeaderSecrets.problem(found, reference)));
            var found = problem.isEmpty()
                    ? secret.map(HeaderSecrets::lines).orElse(null)
                    : before(problem.get(), kept -> FilesSecret.headers(kept, receiver));
            if (found != null) {
                headers.put(receiver, found);
            }
        });
        return headers;
    }

    /** As {@link #headers}: without a login an upstream may give what everybody may have, which is not what was asked for. */
    private Map<String, Login> logins() {
        var logins = new TreeMap<String, Login>();
        NamedSecrets.logins(spec).forEach((upstream, reference) -> {
            var problem = reference
                    .trouble(inputs.referenced())
                    .or(() -> invalidUser(reference.value(inputs.referenced(), LoginReference.USERNAME), reference));
            var found = problem.isEmpty()
                    ? new Login(
                            reference.value(inputs.referenced(), LoginReference.USERNAME),
                            reference.value(inputs.referenced(), LoginReference.PASSWORD))
                    : before(problem.get(), kept -> FilesSecret.login(kept, upstream));
            if (found != null) {
                logins.put(upstream, found);
            }
        });
        return logins;
    }

    private @Nullable Certificate certificate(SecretReference reference) {
        var problem = reference
                .trouble(inputs.referenced())
                .map(missing -> reference.name().equals(names.serverCertificate()) ? notIssued() : missing)
                .or(() -> unserved(reference, ServedPair::faultForServers));
        return problem.isEmpty() ? pair(reference) : before(problem.get(), FilesSecret::certificate);
    }

    private Optional<Problem> unserved(SecretReference reference, Function<ServedPair, Optional<String>> look) {
        var pair = pair(reference);
        return look.apply(
                        new ServedPair(pair.chain().reveal(), pair.privateKey().reveal()))
                .map(fault -> new Problem(
                        Reason.SECRET_INVALID,
                        "Secret %s, which %s names, does not hold a certificate and its key: %s; put in both as the issuer gave them, in PEM"
                                .formatted(reference.name(), reference.field(), fault)));
    }

    private Certificate pair(SecretReference reference) {
        return new Certificate(
                reference.value(inputs.referenced(), CertificateReference.CERTIFICATE),
                reference.value(inputs.referenced(), CertificateReference.PRIVATE_KEY));
    }

    /** What is missing the kubelet tells; of what is too large there is a digest, which changes with it. */
    private SecretValue variable(SecretReference reference) {
        reference.trouble(inputs.referenced()).ifPresent(problems::add);
        return reference.value(inputs.referenced(), reference.keys().getFirst());
    }

    /** What an earlier, good Secret had; where there was none, servers cannot be made. */
    private <T> @Nullable T before(Problem problem, Function<Secret, Optional<T>> read) {
        return before(problem, names.files(), read);
    }

    private <T> @Nullable T before(Problem problem, String secret, Function<Secret, Optional<T>> read) {
        problems.add(problem);
        var kept = inputs.children().find(Secret.class, secret).flatMap(read);
        usable &= kept.isPresent();
        return kept.orElse(null);
    }

    private Problem notIssued() {
        return new Problem(
                Reason.CERTIFICATE_NOT_READY,
                "the certificate of the servers is not issued yet: see kubectl describe certificate "
                        + names.serverCertificate());
    }

    private static Optional<Problem> invalidUser(SecretValue user, SecretReference reference) {
        return LOGIN_USER.matcher(user.reveal()).matches()
                ? Optional.empty()
                : Optional.of(new Problem(
                        Reason.SECRET_INVALID,
                        "key %s of Secret %s, which %s names, is no user that a registry could have: it has a colon, or more than 255 characters"
                                .formatted(LoginReference.USERNAME, reference.name(), reference.field())));
    }

    private static Optional<Problem> invalid(SecretValue users, SecretReference reference) {
        var lines = users.reveal()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        return !lines.isEmpty()
                        && lines.stream().allMatch(line -> USER.matcher(line).matches())
                ? Optional.empty()
                : Optional.of(new Problem(
                        Reason.SECRET_INVALID,
                        "key %s of Secret %s, which %s names, is no list of users with bcrypt hashes: make it with htpasswd -nB USER"
                                .formatted(reference.keys().getFirst(), reference.name(), reference.field())));
    }
}
