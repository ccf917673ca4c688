package dev.tardigrade.registry.config;

import static dev.tardigrade.registry.config.Loading.configuration;
import static dev.tardigrade.registry.config.Loading.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.config.settings.AuthSettings;
import dev.tardigrade.registry.config.settings.IdentitySettings;
import dev.tardigrade.registry.policy.Subject;
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
        String subject =
                "must be anonymous, authenticated, user:NAME, group:NAME, robot:NAME, or IDENTITY:NAME with the name of one of"
                        + " auth.identities";
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

    @Test
    void issuersElsewhereAreEnoughAndClientsGetTokens() {
        var alone = (AuthSettings.Htpasswd) configuration(Loading.MINIMAL + """
                auth:
                  identities:
                    - {name: github, issuer: 'https://token.example.com', audience: images}
                    - {name: pods, kind: serviceaccounts, issuer: cluster, audience: images, jwks: /jwks}
                  policies:
                    - {who: ['github:repo:a/*', 'pods:team/ci'], repositories: team/**, actions: pull}
                """).auth();
        assertThat(alone.file()).isNull();
        assertThat(alone.issuer()).isNotNull();
        assertThat(alone.identities())
                .extracting(IdentitySettings::kind)
                .containsExactly(new IdentitySettings.Kind.Users("sub"), new IdentitySettings.Kind.ServiceAccounts());
        assertThat(Objects.requireNonNull(alone.rules()).getFirst().who())
                .containsExactly(new Subject.External("github", "repo:a/*"), new Subject.External("pods", "team/ci"));
    }

    @Test
    void everyMistakeInAnIssuerIsNamedWithItsPlace() {
        assertThat(problems(USERS + """
                  identities:
                    - {name: user, issuer: 'https://a.example.com', audience: a}
                    - {name: a, issuer: 'https://me:secret@a.example.com', audience: ''}
                    - {name: b, issuer: b, audience: b, jwks: /b, kind: pods, claims: {c: [d, e]}}
                    - {name: c, issuer: c, audience: c, jwks: /c, kind: serviceaccounts, username: sub, groups: g}
                    - {name: d, issuer: 'https://d.example.com?a=b', audience: d, client: e}
                    - {name: password, issuer: 'https://e.example.com', audience: e}
                """))
                .containsExactlyInAnyOrder(
                        "line 6: auth.identities.0.name: must be a name of small letters, digits and dashes, and no word that"
                                + " rules or metrics have already",
                        "line 7: auth.identities.1.issuer: must be an address such as https://issuer.example.com, as its tokens"
                                + " have it, unless jwks has its keys",
                        "line 7: auth.identities.1.audience: is missing",
                        "line 8: auth.identities.2.kind: must be users or serviceaccounts",
                        "line 8: auth.identities.2.claims: must have one value for each claim",
                        "line 9: auth.identities.3.username: must be left out: a ServiceAccount has the name NAMESPACE/NAME, and"
                                + " is in no group",
                        "line 9: auth.identities.3.groups: must be left out: a ServiceAccount has the name NAMESPACE/NAME, and"
                                + " is in no group",
                        "line 10: auth.identities.4.client: no such key; the keys of a rule are name, issuer, audience, kind,"
                                + " jwks, username, groups and claims",
                        "line 10: auth.identities.4.issuer: must be an address such as https://issuer.example.com, as its tokens"
                                + " have it, unless jwks has its keys",
                        "line 11: auth.identities.5.name: must be a name of small letters, digits and dashes, and no word that"
                                + " rules or metrics have already");
    }

    @Test
    void issuersAreToldApart() {
        String twice = "{name: a, issuer: 'https://a.example.com', audience: a, groups: g}";
        assertThat(problems(USERS + "  identities: [" + twice + ", " + twice + "]\n"))
                .containsExactlyInAnyOrder(
                        "line 5: auth.identities: has the name a twice",
                        "line 5: auth.identities: must have groups of one issuer alone: those of another may have the same"
                                + " names");
        assertThat(problems(USERS + "  policies: [{who: 'a:b', repositories: x, actions: pull}]\n"))
                .hasSize(1);
        assertThat(problems(Loading.MINIMAL + "auth: {none: , identities: []}"))
                .containsExactly("line 3: auth.identities: needs users: set auth.htpasswd, or leave it out");
    }
}
