package dev.tardigrade.registry.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tardigrade.registry.config.ConfigurationLoader;
import dev.tardigrade.registry.config.LoadResult.Loaded;
import dev.tardigrade.registry.http.Client;
import dev.tardigrade.registry.http.Client.Answer;
import dev.tardigrade.registry.http.RunningRegistry;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.testing.keys.TestKey;
import dev.tardigrade.testing.oidc.TestIssuer;
import dev.tardigrade.testing.oidc.TestToken;
import dev.tardigrade.testing.storage.StoreKind;
import dev.tardigrade.testing.storage.TestStore;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins by a token of an issuer elsewhere, as clients send them, and those that somebody made up. */
final class IdentitiesWireTest {

    private static final TestKey KEY = TestKey.rsa();
    private static final TestKey STRANGER = TestKey.rsa();
    private static final TestKey CLUSTER = TestKey.ec("secp256r1");
    private static final String CLUSTER_ISSUER = "https://kubernetes.default.svc.cluster.local";
    private static final String WORKFLOW = "repo:my-org/app:ref:refs/heads/main";
    private static final String SCOPE = "repository:team/app:pull,push";
    private static final String POD = "system:serviceaccount:team-a:builder";

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final TestIssuer issuer = TestIssuer.start();
    private final TestStore store = StoreKind.MEMORY.open();
    private RunningRegistry registry;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        issuer.publish(Map.of("k1", KEY));
        Files.writeString(folder.resolve("jwks.json"), TestIssuer.set(Map.of("cluster", CLUSTER)));
        var result = ConfigurationLoader.parse(
                """
                version: 0.1
                storage: inmemory
                http: {addr: '127.0.0.1:0'}
                auth:
                  identities:
                    - {name: oidc, issuer: '%s', audience: images, groups: groups, claims: {org: my-org}}
                    - {name: serviceaccount, kind: serviceaccounts, issuer: '%s', audience: images, jwks: '%s'}
                  policies:
                    - {who: 'oidc:repo:my-org/*:ref:refs/heads/main', repositories: team/**, actions: [pull, push]}
                    - {who: 'group:readers', repositories: shared/**, actions: pull}
                    - {who: 'serviceaccount:team-a/*', repositories: team/**, actions: pull}
                    - {who: ['user:alice', authenticated, 'robot:alice'], repositories: private/**, actions: [pull, push]}
                """.formatted(issuer.uri(), CLUSTER_ISSUER, folder.resolve("jwks.json")), Map.of());
        assertThat(result).isInstanceOf(Loaded.class);
        registry = RunningRegistry.with(
                store.objects(),
                OptionsOfConfiguration.read(((Loaded) result).configuration(), KeyPrefix.ROOT, now::get));
        client = registry.client();
    }

    @AfterEach
    void stop() {
        registry.close();
        store.close();
        issuer.close();
    }

    private JWTClaimsSet.Builder claims(String subject) {
        return new TestToken(issuer.uri(), "images", now.get()).claims(subject).claim("org", "my-org");
    }

    private String workflow() {
        return TestToken.signed("k1", KEY, claims(WORKFLOW));
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    private Answer ask(String user, String token, String scope) {
        return client.send("GET", "/auth/token?service=registry&scope=" + scope, "Authorization", basic(user, token));
    }

    private Answer ask(String token) {
        return ask("oidc", token, SCOPE);
    }

    private static JsonNode json(Answer answer) throws IOException {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return JsonMapper.builder().build().readTree(answer.body());
    }

    private static String granted(Answer answer) throws IOException {
        return json(answer).path("scope").textValue();
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Test
    void loginsAreCountedByWhereWhoLogsInIsKnown() {
        ask(workflow());
        ask(TestToken.signed("k1", CLUSTER, claims(WORKFLOW)));
        ask("nobody", "a password", SCOPE);
        String logins = "registry_auth_logins_total{outcome=\"%s\",source=\"%s\"} 1.0";
        assertThat(registry.metrics())
                .contains(
                        logins.formatted("accepted", "oidc"),
                        logins.formatted("refused", "oidc"),
                        logins.formatted("refused", "password"));
    }

    @Test
    void aWorkflowPushesByItsTokenAndNothingElse() throws IOException {
        String bearer = "Bearer " + json(ask(workflow())).path("token").textValue();
        client.push("team/app", "a layer".getBytes(UTF_8), "Authorization", bearer);
        assertThat(granted(ask("oidc", workflow(), "repository:private/app:pull")))
                .isEmpty();
        assertThat(client.send("POST", "/v2/private/app/blobs/uploads/", "Authorization", bearer)
                        .status())
                .isEqualTo(403);
        String other = TestToken.signed("k1", KEY, claims("repo:my-org/app:ref:refs/heads/else"));
        assertThat(granted(ask(other))).isEmpty();
    }

    @Test
    void itMayAlsoBeSentInAFormOrWithEachRequest() throws IOException {
        String form = "grant_type=password&service=registry&username=oidc&access_type=offline&scope=" + SCOPE
                + "&password=" + URLEncoder.encode(workflow(), UTF_8);
        JsonNode answer = json(client.send(
                "POST", "/auth/token", form.getBytes(UTF_8), "Content-Type", "application/x-www-form-urlencoded"));
        assertThat(answer.path("scope").textValue()).isEqualTo(SCOPE);
        assertThat(answer.has("refresh_token")).isFalse();
        client.push("team/app", "a layer".getBytes(UTF_8), "Authorization", basic("oidc", workflow()));
    }

    @Test
    void ourTokenDoesNotOutliveTheOneThatWasShown() throws IOException {
        Date end = Date.from(now.get().plusSeconds(90));
        JsonNode answer = json(ask(TestToken.signed("k1", KEY, claims(WORKFLOW).expirationTime(end))));
        assertThat(answer.path("expires_in").intValue()).isBetween(85, 90);
        String bearer = "Bearer " + answer.path("token").textValue();
        assertThat(client.send("GET", "/v2/", "Authorization", bearer).status()).isEqualTo(200);
        pass(Duration.ofSeconds(151));
        assertThat(client.send("GET", "/v2/", "Authorization", bearer).status()).isEqualTo(401);
        // Within what clocks may differ by, and yet no token follows from it.
        Date past = Date.from(now.get().minusSeconds(5));
        assertThat(ask(TestToken.signed("k1", KEY, claims(WORKFLOW).expirationTime(past)))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void groupsAreThoseOfThisTokenAndNobodyIsTakenForAUserOrARobot() throws IOException {
        String reader = TestToken.signed("k1", KEY, claims("bob").claim("groups", List.of("readers", "x", 7)));
        assertThat(granted(ask("oidc", reader, "repository:shared/app:pull"))).isEqualTo("repository:shared/app:pull");
        String one = TestToken.signed("k1", KEY, claims("bob").claim("groups", "readers"));
        assertThat(granted(ask("oidc", one, "repository:shared/app:pull"))).isNotEmpty();
        String plain = TestToken.signed("k1", KEY, claims("bob"));
        assertThat(granted(ask("oidc", plain, "repository:shared/app:pull"))).isEmpty();
        String alice = TestToken.signed("k1", KEY, claims("alice"));
        assertThat(granted(ask("oidc", alice, "repository:private/app:pull"))).isEmpty();
    }

    @Test
    void podsLogInByTheTokenOfTheirServiceAccount() throws IOException {
        var tokens = new TestToken(CLUSTER_ISSUER, "images", now.get());
        String token = TestToken.signed("cluster", CLUSTER, tokens.claims(POD));
        assertThat(granted(ask("serviceaccount", token, SCOPE))).isEqualTo("repository:team/app:pull");
        String other = TestToken.signed("cluster", CLUSTER, tokens.claims("system:serviceaccount:team-b:builder"));
        assertThat(granted(ask("serviceaccount", other, SCOPE))).isEmpty();
        String node = TestToken.signed("cluster", CLUSTER, tokens.claims("system:node:one"));
        assertThat(ask("serviceaccount", node, SCOPE).status()).isEqualTo(401);
        assertThat(ask("oidc", token, SCOPE).status()).isEqualTo(401);
        assertThat(ask("serviceaccount", workflow(), SCOPE).status()).isEqualTo(401);
    }

    @Test
    void theKeysOfAFileFollowIt() throws IOException {
        TestKey next = TestKey.ec("secp256r1");
        Files.writeString(folder.resolve("jwks.json"), TestIssuer.set(Map.of("next", next)));
        pass(Duration.ofSeconds(2));
        var tokens = new TestToken(CLUSTER_ISSUER, "images", now.get());
        assertThat(ask("serviceaccount", TestToken.signed("next", next, tokens.claims(POD)), SCOPE)
                        .status())
                .isEqualTo(200);
        assertThat(ask("serviceaccount", TestToken.signed("cluster", CLUSTER, tokens.claims(POD)), SCOPE)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void whatIsNotAsItMustBeIsRefusedWithAReason() {
        Instant time = now.get();
        assertRefused(TestToken.signed("k1", KEY, claims(WORKFLOW).audience("another")), "another audience");
        assertRefused(TestToken.signed("k1", KEY, claims(WORKFLOW).issuer(issuer.uri() + "/")), "another issuer");
        assertRefused(
                TestToken.signed("k1", KEY, claims(WORKFLOW).expirationTime(Date.from(time.minusSeconds(61)))),
                "expired");
        assertRefused(TestToken.signed("k1", KEY, claims(WORKFLOW).expirationTime(null)), "expired");
        assertRefused(
                TestToken.signed("k1", KEY, claims(WORKFLOW).notBeforeTime(Date.from(time.plusSeconds(62)))),
                "not valid yet");
        assertRefused(TestToken.signed("k1", KEY, claims(WORKFLOW).claim("org", "other")), "claim org");
        assertRefused(TestToken.signed("k1", KEY, claims(WORKFLOW).claim("org", List.of("my-org"))), "claim org");
        assertRefused(TestToken.signed("k1", KEY, claims(WORKFLOW).claim("org", null)), "claim org");
        assertRefused(TestToken.signed("k1", KEY, claims(WORKFLOW).subject(null)), "claim sub is no name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\u0000b", "a\u007Fb"})
    void aNameThatIsNoneIsRefused(String subject) {
        assertRefused(TestToken.signed("k1", KEY, claims(subject)), "no name");
        assertRefused(TestToken.signed("k1", KEY, claims("x".repeat(513))), "no name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"robot:ci", "user:alice", "alice", "a b", "**", "ä/ö\"\\", "serviceaccount:team-a/builder"})
    void aNameThatLooksLikeAnotherGivesNothing(String subject) throws IOException {
        String token = TestToken.signed("k1", KEY, claims(subject));
        assertThat(granted(ask(
                        "oidc", token, SCOPE + "&scope=repository:private/app:pull&scope=repository:shared/a:pull")))
                .isEmpty();
    }

    @Test
    void whatTheIssuerDidNotSignIsRefused() throws JOSEException {
        assertForged(TestToken.signed("k1", STRANGER, claims(WORKFLOW)));
        assertForged(TestToken.signed("k2", STRANGER, claims(WORKFLOW)));
        String payload = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims(WORKFLOW).build().toString().getBytes(UTF_8));
        assertForged("eyJhbGciOiJub25lIn0." + payload + ".");
        SignedJWT mac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(),
                claims(WORKFLOW).build());
        mac.sign(new MACSigner(TestKey.pem(KEY.pair().getPublic()).getBytes(UTF_8)));
        assertForged(mac.serialize());
        String good = workflow();
        assertForged(good.substring(0, good.lastIndexOf('.') + 1));
        assertForged(TestToken.signed("k1", KEY, claims(WORKFLOW).claim("more", "x".repeat(12_500))));
    }

    /** It is the same answer to all of them: whoever has no token of the issuer learns nothing. */
    private void assertForged(String token) {
        assertRefused(token, "the token is not valid, or not any more");
    }

    private void assertRefused(String token, String message) {
        Answer answer = ask(token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).contains(message);
    }

    @Test
    void aWrongPasswordOfSuchANameIsAWrongPassword() {
        assertThat(ask("oidc", "secret", SCOPE).status()).isEqualTo(401);
        assertThat(issuer.asked()).isZero();
    }

    @Test
    void theIssuerIsAskedOnceForAllAndAgainForANewKey() {
        assertThat(issuer.asked()).isZero();
        for (int i = 0; i < 3; i++) {
            assertThat(ask(workflow()).status()).isEqualTo(200);
        }
        assertThat(issuer.asked()).isEqualTo(1);
        issuer.publish(Map.of("k2", STRANGER));
        assertThat(ask(TestToken.signed("k2", STRANGER, claims(WORKFLOW))).status())
                .isEqualTo(401);
        assertThat(issuer.asked()).isEqualTo(1);
        pass(Duration.ofSeconds(31));
        assertThat(ask(TestToken.signed("k2", STRANGER, claims(WORKFLOW))).status())
                .isEqualTo(200);
        assertThat(issuer.asked()).isEqualTo(2);
        assertThat(ask(workflow()).status()).isEqualTo(401);
        assertThat(issuer.asked()).isEqualTo(2);
    }

    @Test
    void keysStayInForceForADayWhileTheIssuerIsDown() {
        assertThat(ask(workflow()).status()).isEqualTo(200);
        issuer.keysBy(exchange -> TestIssuer.answer(exchange, 500, ""));
        pass(Duration.ofHours(23));
        assertThat(ask(workflow()).status()).isEqualTo(200);
        pass(Duration.ofHours(2));
        Answer answer = ask(workflow());
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("30");
        assertThat(answer.text()).contains("cannot be fetched at the moment");
        issuer.publish(Map.of("k1", KEY));
        pass(Duration.ofSeconds(31));
        assertThat(ask(workflow()).status()).isEqualTo(200);
    }

    @Test
    void anIssuerThatAnswersWrongIsDown() {
        String elsewhere = issuer.uri() + "/elsewhere";
        issuer.metadataBy(exchange -> TestIssuer.answer(exchange, 200, "<html>"));
        assertDown();
        issuer.metadataBy(exchange -> TestIssuer.answer(exchange, 200, TestIssuer.metadata(elsewhere, elsewhere)));
        assertDown();
        String plain = TestIssuer.metadata(issuer.uri(), "http://192.0.2.1/keys");
        issuer.metadataBy(exchange -> TestIssuer.answer(exchange, 200, plain));
        assertDown();
        issuer.metadataBy(exchange -> TestIssuer.answer(exchange, 200, TestIssuer.metadata(issuer.uri(), "file:///x")));
        assertDown();
        issuer.metadataBy(exchange -> {
            exchange.getResponseHeaders().set("Location", issuer.uri() + "/keys");
            TestIssuer.answer(exchange, 302, "");
        });
        assertDown();
        issuer.metadataBy(exchange ->
                TestIssuer.answer(exchange, 200, TestIssuer.metadata(issuer.uri(), issuer.uri() + "/keys")));
        issuer.keysBy(exchange -> TestIssuer.answer(exchange, 200, " ".repeat(600 << 10)));
        assertDown();
        issuer.keysBy(exchange -> TestIssuer.answer(exchange, 200, "{\"keys\":[{\"kty\":\"oct\",\"k\":\"aGk\"}]}"));
        assertDown();
        issuer.publish(Map.of("k1", KEY));
        pass(Duration.ofSeconds(31));
        assertThat(ask(workflow()).status()).isEqualTo(200);
    }

    private void assertDown() {
        pass(Duration.ofSeconds(31));
        int before = issuer.asked();
        assertThat(ask(workflow()).status()).isEqualTo(503);
        assertThat(issuer.asked()).isEqualTo(before + 1);
        // Whoever comes next is told at once.
        assertThat(ask(workflow()).status()).isEqualTo(503);
        assertThat(issuer.asked()).isEqualTo(before + 1);
    }
}
