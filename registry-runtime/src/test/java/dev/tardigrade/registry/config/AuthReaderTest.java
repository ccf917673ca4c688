package dev.tardigrade.registry.config;

import static dev.tardigrade.registry.config.Loading.configuration;
import static dev.tardigrade.registry.config.Loading.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is said about policies and token servers that cannot be meant. */
final class AuthReaderTest {

    private static final String USERS = Loading.MINIMAL + "auth:\n  htpasswd: {realm: r, path: /users}\n";

    @Test
    void everyMistakeInARuleIsNamedWithItsPlace() {
        String yaml = USERS + """
                  policies:
                    - who: [everybody, 'user:', 'group:a']
                      repositories: [Team]
                      actions: [pull, write]
                      action: [pull]
                    - {who: anonymous, repositories: x}
                    - anonymous
                    - {who: {a: b}, repositories: [[x]], actions: }
                """;
        String subject = "must be anonymous, authenticated, user:NAME, group:NAME or robot:NAME";
        assertThat(problems(yaml))
                .containsExactlyInAnyOrder(
                        "line 6: auth.policies.0.who: " + subject,
                        "line 6: auth.policies.0.who: " + subject,
                        "line 7: auth.policies.0.repositories: must be the name of a repository, in which * is any part of"
                                + " a component and ** of a name",
                        "line 8: auth.policies.0.actions: must be pull, push or delete",
                        "line 9: auth.policies.0.action: no such key; the keys of a rule are who, repositories and actions",
                        "line 10: auth.policies.1.actions: is missing",
                        "line 11: auth.policies.2: must have who, repositories and actions",
                        "line 12: auth.policies.3.who: must be a list of single values",
                        "line 12: auth.policies.3.repositories: must be a list of single values",
                        "line 12: auth.policies.3.actions: is missing");
    }

    @Test
    void anEmptyListOfRulesAllowsNothingAndNoListEverything() {
        var none = (AuthSettings.Htpasswd) configuration(USERS).auth();
        var empty = (AuthSettings.Htpasswd)
                configuration(USERS + "  policies: []\n").auth();
        assertThat(none.rules()).isNull();
        assertThat(Objects.requireNonNull(empty.rules())).isEqualTo(List.of());
    }

    @Test
    void rulesAndOurTokensNeedUsers() {
        assertThat(problems(Loading.MINIMAL + "auth: {policies: [], issuer: {service: a}}"))
                .contains(
                        "line 3: auth.policies: needs users: set auth.htpasswd, or leave it out",
                        "line 3: auth.issuer: needs users: set auth.htpasswd, or leave it out");
        assertThat(problems(Loading.MINIMAL + """
                auth:
                  token: {realm: 'https://t.example.com/', service: s, issuer: i, jwks: /j}
                  policies: []
                """))
                .containsExactly("line 5: auth.policies: needs users: set auth.htpasswd, or leave it out");
    }

    @Test
    void aSecretThatCouldBeGuessedSignsNoTokens() {
        String issuer = USERS + "  issuer: {service: images}\n";
        assertThat(configuration(issuer).auth()).isInstanceOf(AuthSettings.Htpasswd.class);
        assertThat(configuration(issuer + "http: {secret: 0123456789abcdef0123456789abcdef}")
                        .auth())
                .isInstanceOf(AuthSettings.Htpasswd.class);
        assertThat(problems(issuer + "http: {secret: asecretforlocaldevelopment}"))
                .containsExactly(
                        "auth.issuer.keys: is missing, and tokens must be signed: set it, or an http.secret of at least 32"
                                + " random characters");
        assertThat(problems(USERS + "  issuer: {keys: /keys}\nhttp: {secret: short}"))
                .isEmpty();
    }

    @Test
    void whereSomethingIsPublicClientsGetTokens() {
        String rule = "  policies: [{who: [%s], repositories: public/**, actions: pull}]\n";
        var open = (AuthSettings.Htpasswd)
                configuration(USERS + rule.formatted("'user:a', anonymous")).auth();
        var closed = (AuthSettings.Htpasswd)
                configuration(USERS + rule.formatted("authenticated")).auth();
        assertThat(open.issuer())
                .isEqualTo(((AuthSettings.Htpasswd) configuration(USERS + "  issuer: {service: registry}")
                                .auth())
                        .issuer());
        assertThat(closed.issuer()).isNull();
    }

    @Test
    void twoProvidersAreOneTooMany() {
        assertThat(problems(USERS + "  token: {realm: 'https://t.example.com/', service: s, issuer: i, jwks: /j}\n"))
                .containsExactly("line 5: auth.token: only one provider can be configured: remove the others");
    }

    @Test
    void robotsAreEnoughAndNeedNoUsersBesideThem() {
        var alone = (AuthSettings.Htpasswd) configuration(Loading.MINIMAL + "auth: {robots: {path: /robots}}")
                .auth();
        assertThat(alone.file()).isNull();
        assertThat(alone.robots()).isEqualTo(Path.of("/robots"));
        assertThat(problems(Loading.MINIMAL + "auth: {robots: {path: }}"))
                .containsExactly("line 3: auth.robots.path: is missing: set it here or by REGISTRY_AUTH_ROBOTS_PATH");
        assertThat(problems(Loading.MINIMAL + "auth: {none: , robots: {path: /robots}}"))
                .containsExactly("line 3: auth.robots: needs users: set auth.htpasswd, or leave it out");
    }
}
