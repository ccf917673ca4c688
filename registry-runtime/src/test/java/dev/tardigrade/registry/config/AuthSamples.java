package dev.tardigrade.registry.config;

import static java.util.Objects.requireNonNull;

import dev.tardigrade.registry.config.Samples.Sample;
import dev.tardigrade.registry.config.settings.AuthSettings;
import dev.tardigrade.registry.config.settings.AuthSettings.Issuer;
import dev.tardigrade.registry.config.settings.AuthSettings.Realm;
import dev.tardigrade.registry.config.settings.AuthSettings.SigningAlgorithm;
import dev.tardigrade.registry.config.settings.AuthSettings.Token;
import dev.tardigrade.registry.config.settings.AuthSettings.TokenPath;
import dev.tardigrade.registry.config.settings.AuthSettings.TokenSource;
import dev.tardigrade.registry.config.settings.Configuration;
import dev.tardigrade.registry.config.settings.IdentitySettings;
import dev.tardigrade.registry.config.vocabulary.Key;
import dev.tardigrade.registry.policy.AccessRule;
import dev.tardigrade.registry.policy.Action;
import dev.tardigrade.registry.policy.Group;
import dev.tardigrade.registry.policy.RepositoryPattern;
import dev.tardigrade.registry.policy.Subject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Samples of the keys of {@code auth} that say who may do what, and by which token. */
final class AuthSamples {

    private AuthSamples() {}

    static List<Sample> all() {
        return Stream.concat(users().stream(), tokens().stream()).toList();
    }

    private static Sample ofUsers(Sample sample) {
        return sample.with("auth.htpasswd.realm", "Team A").with("auth.htpasswd.path", "/users");
    }

    private static List<Sample> users() {
        AccessRule rule = new AccessRule(
                List.of(new Subject.Anyone(), new Subject.Member(new Group("team-a"))),
                List.of(new RepositoryPattern("team-a/**")),
                Set.of(Action.PULL));
        return List.of(
                ofUsers(Sample.of(
                        Key.AUTH_ROBOTS_PATH,
                        "/robots",
                        Samples.NO_SCALAR,
                        each -> users(each).robots(),
                        Path.of("/robots"),
                        null)),
                ofUsers(Sample.of(
                        Key.AUTH_IDENTITIES,
                        "[{name: ci, issuer: 'https://ci.example.com', audience: images, username: user, groups: teams,"
                                + " claims: {org: a}}]",
                        "{name: ci}",
                        each -> users(each).identities(),
                        List.of(new IdentitySettings(
                                "ci",
                                "https://ci.example.com",
                                "images",
                                new IdentitySettings.Keys.Published(URI.create("https://ci.example.com")),
                                new IdentitySettings.Kind.Users("user"),
                                Optional.of("teams"),
                                Map.of("org", "a"))),
                        List.of())),
                ofUsers(Sample.of(
                        Key.AUTH_POLICIES,
                        "[{who: [anonymous, 'group:team-a'], repositories: team-a/**, actions: [pull]}]",
                        "[{who: everybody, repositories: [x], actions: [pull]}]",
                        each -> users(each).rules(),
                        List.of(rule),
                        null)),
                ofUsers(Sample.of(
                                Key.AUTH_ISSUER_SERVICE,
                                "Team A",
                                "a\"b",
                                each -> issuer(each).service(),
                                new Realm("Team A"),
                                new Realm("registry")))
                        .with("auth.issuer.lifetime", "5m"),
                ofUsers(Sample.of(
                                Key.AUTH_ISSUER_REALM,
                                "https://tokens.example.com/auth",
                                "/auth",
                                each -> issuer(each).address(),
                                URI.create("https://tokens.example.com/auth"),
                                null))
                        .with("auth.issuer.lifetime", "5m"),
                ofUsers(Sample.of(
                                Key.AUTH_ISSUER_KEYS,
                                "/keys",
                                Samples.NO_SCALAR,
                                each -> issuer(each).keys(),
                                Path.of("/keys"),
                                null))
                        .with("auth.issuer.lifetime", "5m"),
                ofUsers(Sample.of(
                                Key.AUTH_ISSUER_LIFETIME,
                                "10m",
                                "2h",
                                each -> issuer(each).lifetime(),
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(5)))
                        .with("auth.issuer.service", "registry"));
    }

    private static Sample ofTokens(Sample sample) {
        return sample.with("auth.token.realm", "https://tokens.example.com/auth")
                .with("auth.token.service", "registry")
                .with("auth.token.issuer", "tokens")
                .with("auth.token.jwks", "/jwks.json");
    }

    private static Sample without(Sample sample) {
        sample.yaml().without(sample.key());
        return sample;
    }

    private static List<Sample> tokens() {
        return List.of(
                without(ofTokens(Sample.of(
                        Key.AUTH_TOKEN_REALM,
                        "http://127.0.0.1:5001/auth",
                        "nowhere",
                        each -> token(each).source(),
                        new TokenSource.At(URI.create("http://127.0.0.1:5001/auth")),
                        "required"))),
                without(ofTokens(Sample.of(
                        Key.AUTH_TOKEN_SERVICE,
                        "images",
                        "a\"b",
                        each -> token(each).service(),
                        new Realm("images"),
                        "required"))),
                without(ofTokens(Sample.of(
                        Key.AUTH_TOKEN_ISSUER,
                        "harbor-token-issuer",
                        Samples.NO_SCALAR,
                        each -> token(each).issuer(),
                        "harbor-token-issuer",
                        "required"))),
                ofTokens(Sample.of(
                        Key.AUTH_TOKEN_ROOTCERTBUNDLE,
                        "/root.crt",
                        Samples.NO_SCALAR,
                        each -> token(each).bundle(),
                        Path.of("/root.crt"),
                        null)),
                without(ofTokens(Sample.of(
                        Key.AUTH_TOKEN_JWKS,
                        "/keys.json",
                        Samples.NO_SCALAR,
                        each -> token(each).jwks(),
                        Path.of("/keys.json"),
                        "required"))),
                ofTokens(Sample.of(
                        Key.AUTH_TOKEN_AUTOREDIRECT,
                        "true",
                        "x",
                        each -> token(each).source(),
                        new TokenSource.SameHost(new TokenPath("/auth/token")),
                        new TokenSource.At(URI.create("https://tokens.example.com/auth")))),
                ofTokens(Sample.of(
                                Key.AUTH_TOKEN_AUTOREDIRECTPATH,
                                "/service/token",
                                "auth",
                                each -> token(each).source(),
                                new TokenSource.SameHost(new TokenPath("/service/token")),
                                new TokenSource.SameHost(new TokenPath("/auth/token"))))
                        .with("auth.token.autoredirect", "true"),
                ofTokens(Sample.of(
                        Key.AUTH_TOKEN_SIGNINGALGORITHMS,
                        "[ES256]",
                        "[HS256]",
                        each -> token(each).algorithms(),
                        Set.of(SigningAlgorithm.ES256),
                        EnumSet.allOf(SigningAlgorithm.class))));
    }

    private static AuthSettings.Htpasswd users(Configuration configuration) {
        return (AuthSettings.Htpasswd) configuration.auth();
    }

    private static Issuer issuer(Configuration configuration) {
        return requireNonNull(users(configuration).issuer());
    }

    private static Token token(Configuration configuration) {
        return (Token) configuration.auth();
    }
}
