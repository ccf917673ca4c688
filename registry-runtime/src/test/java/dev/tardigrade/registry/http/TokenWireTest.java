package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tardigrade.registry.auth.Challenge;
import dev.tardigrade.registry.auth.Gate;
import dev.tardigrade.registry.auth.Htpasswd;
import dev.tardigrade.registry.auth.PasswordFile;
import dev.tardigrade.registry.auth.RulePolicy;
import dev.tardigrade.registry.auth.token.OwnTokens;
import dev.tardigrade.registry.auth.token.SigningKeys;
import dev.tardigrade.registry.http.Client.Answer;
import dev.tardigrade.registry.http.api.ApiRules;
import dev.tardigrade.registry.http.token.TokenEndpoint;
import dev.tardigrade.registry.manifest.ManifestRules;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Secret;
import dev.tardigrade.registry.policy.AccessRule;
import dev.tardigrade.registry.policy.Action;
import dev.tardigrade.registry.policy.RepositoryPattern;
import dev.tardigrade.registry.policy.Subject;
import dev.tardigrade.registry.upstream.wire.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Docker's token protocol, as its clients speak it. */
final class TokenWireTest {

    private static final String ALICE = "Basic " + Base64.getEncoder().encodeToString("alice:secret".getBytes(UTF_8));
    private static final String FORM = "application/x-www-form-urlencoded";

    private static RunningRegistry registry;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        String hash = BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(4, "secret".toCharArray());
        PasswordFile users = PasswordFile.parse(List.of("alice:" + hash));
        RulePolicy policy = new RulePolicy(List.of(
                new AccessRule(
                        List.of(Subject.parse("user:alice", Set.of())),
                        List.of(new RepositoryPattern("team/**")),
                        Set.of(Action.PULL, Action.PUSH)),
                new AccessRule(
                        List.of(Subject.parse("anonymous", Set.of())),
                        List.of(new RepositoryPattern("public/**")),
                        Set.of(Action.PULL))));
        SigningKeys keys = SigningKeys.derived(Bytes.of(new byte[32]));
        OwnTokens tokens = new OwnTokens(
                new Htpasswd(() -> users),
                policy,
                new OwnTokens.Settings("images", Duration.ofMinutes(5)),
                () -> keys,
                Clock.systemUTC());
        Challenge challenge = new Challenge.Bearer(new Challenge.TokenAddress.SameHost(TokenEndpoint.PATH), "images");
        registry = RunningRegistry.with(
                new Gate(tokens, challenge, Optional.of(tokens)), new ApiRules(true, true), ManifestRules.STRICT);
        client = registry.client();
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    /** Another registry of ours pulls through this one. */
    @ParameterizedTest
    @CsvSource({
        "team/app, alice, secret, 200",
        "team/app, alice, wrong, 503",
        "team/app, , , 404",
        "public/app, , , 404",
        "other/app, alice, secret, 404",
    })
    void otherRegistriesPullByTokens(String repository, String user, String password, int status) throws IOException {
        byte[] layer = "a layer to pull through".getBytes(UTF_8);
        String push = bearer("repository:team/app:pull,push");
        Digest digest = client.push("team/app", layer, "Authorization", push);
        Login[] login = user == null ? new Login[0] : new Login[] {new Login(user, new Secret(password))};
        try (RunningRegistry here = PullThroughWireTest.through(
                FakeUpstream.upstream(PullThroughWireTest.address(registry), "mirror", Duration.ofHours(1), login))) {
            String path = "/v2/mirror/" + repository + "/blobs/" + digest;
            assertThat(here.client().send("GET", path).status()).isEqualTo(status);
        }
    }

    private static JsonNode json(Answer answer) throws IOException {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        return JsonMapper.builder().build().readTree(answer.body());
    }

    private static String bearer(String scope) throws IOException {
        return "Bearer "
                + json(client.send("GET", "/auth/token?service=images&scope=" + scope, "Authorization", ALICE))
                        .path("token")
                        .textValue();
    }

    private static Answer form(String body) {
        return client.send("POST", "/auth/token", body.getBytes(UTF_8), "Content-Type", FORM);
    }

    private static String realm() {
        return "http://127.0.0.1:" + registry.address().getPort() + "/auth/token";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /v2/ | ",
                "GET | /v2/team/app/manifests/v1 | repository:team/app:pull",
                "PUT | /v2/team/app/manifests/v1 | repository:team/app:pull,push",
                "DELETE | /v2/team/app/manifests/v1 | repository:team/app:delete",
                "POST | /v2/team/app/blobs/uploads/ | repository:team/app:pull,push",
                "POST | /v2/team/app/blobs/uploads/?from=Not%20A%20Name&mount=x | repository:team/app:pull,push",
                "POST | /v2/team/app/blobs/uploads/?from=team/b&mount=x | repository:team/app:pull,push repository:team/b:pull",
                "GET | /v2/_catalog/ | ",
                "GET | /v2/team/app/tags/list | repository:team/app:pull",
            })
    void clientsAreToldWhereAndForWhatToGetAToken(String method, String path, String scope) {
        Answer answer = client.send(method, path);
        if (answer.status() != 404) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate"))
                    .isEqualTo("Bearer realm=\"" + realm() + "\",service=\"images\""
                            + (scope == null ? "" : ",scope=\"" + scope + "\""));
        }
    }

    @Test
    void behindAProxyTheAddressIsTheProxys() {
        Answer answer = client.send(
                "GET", "/v2/", "X-Forwarded-Proto", "https, http", "X-Forwarded-Host", "registry.example.com:8443");
        assertThat(answer.header("WWW-Authenticate"))
                .startsWith("Bearer realm=\"https://registry.example.com:8443/auth/token\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\",evil=\"b", "a b", "a/b", "user@host", "a:b:c"})
    void aHostThatIsNoneDoesNotGetIntoTheHeader(String host) {
        assertThat(client.send("GET", "/v2/", "X-Forwarded-Host", host).header("WWW-Authenticate"))
                .startsWith("Bearer realm=\"/auth/token\"")
                .doesNotContain("evil");
    }

    @Test
    void aTokenOpensWhatItIsFor() throws IOException {
        String token = bearer("repository:team/app:pull,push");
        assertThat(client.send("GET", "/v2/", "Authorization", token).status()).isEqualTo(200);
        assertThat(client.send("POST", "/v2/team/app/blobs/uploads/", "Authorization", token)
                        .status())
                .isEqualTo(202);
        assertThat(client.send("GET", "/v2/team/app/manifests/v1", "Authorization", token)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aTokenForSomethingElseMakesTheClientGetAnother() throws IOException {
        Answer answer =
                client.send("POST", "/v2/team/app/blobs/uploads/", "Authorization", bearer("repository:team/app:pull"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate"))
                .contains("scope=\"repository:team/app:pull,push\"", "error=\"insufficient_scope\"");
    }

    @Test
    void whatTheUserMayNotDoIsDenied() throws IOException {
        String token = bearer("repository:private/app:pull");
        assertThat(client.send("GET", "/v2/private/app/manifests/v1", "Authorization", token)
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Bearer a.b.c", "Bearer eyJhbGciOiJub25lIn0.e30.", "Bearer ", "Basic x"})
    void whatIsNoTokenIsRefused(String header) {
        Answer answer = client.send("GET", "/v2/", "Authorization", header);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer realm=");
    }

    @Test
    void passwordsWorkWithoutATokenToo() {
        assertThat(client.send("GET", "/v2/team/app/manifests/v1", "Authorization", ALICE)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anybodyGetsATokenForWhatIsPublic() throws IOException {
        JsonNode answer = json(client.send("GET", "/auth/token?scope=repository:public/app:pull"));
        assertThat(answer.path("scope").textValue()).isEqualTo("repository:public/app:pull");
        assertThat(client.send(
                                "GET",
                                "/v2/public/app/manifests/v1",
                                "Authorization",
                                "Bearer " + answer.path("token").textValue())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theAnswerHasTheNamesOfBothProtocols() throws IOException {
        JsonNode answer = json(client.send(
                "GET",
                "/auth/token?account=alice&client_id=docker&offline_token=true&service=images"
                        + "&scope=repository:team/a:pull&scope=repository:team/b:pull,push&scope=broken",
                "Authorization",
                ALICE));
        assertThat(answer.path("token").textValue())
                .isEqualTo(answer.path("access_token").textValue());
        assertThat(answer.path("expires_in").intValue()).isEqualTo(300);
        assertThat(answer.path("issued_at").textValue()).endsWith("Z");
        assertThat(answer.path("scope").textValue()).isEqualTo("repository:team/a:pull repository:team/b:pull,push");
        assertThat(answer.path("refresh_token").textValue()).isNotEmpty();
    }

    @Test
    void formsOfOAuthWork() throws IOException {
        JsonNode byPassword = json(
                form(
                        "grant_type=password&username=alice&password=secret&service=images"
                                + "&client_id=containerd-client&access_type=offline&scope=repository:team/a:pull%20repository:team/b:pull"));
        assertThat(byPassword.path("scope").textValue()).isEqualTo("repository:team/a:pull repository:team/b:pull");
        String refresh = byPassword.path("refresh_token").textValue();
        JsonNode byToken = json(form("grant_type=refresh_token&service=images&client_id=docker&refresh_token=" + refresh
                + "&scope=repository:team/a:pull,push"));
        assertThat(client.send(
                                "POST",
                                "/v2/team/a/blobs/uploads/",
                                "Authorization",
                                "Bearer " + byToken.path("access_token").textValue())
                        .status())
                .isEqualTo(202);
    }

    @Test
    void formsThatDoNotComeKeepNoOtherOut() throws IOException {
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(), registry.address().getPort());
            socket.getOutputStream()
                    .write(("POST /auth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
                                    + "Content-Type: application/x-www-form-urlencoded\r\n\r\ngrant_type=")
                            .getBytes(US_ASCII));
            silent.add(socket);
        }
        assertThat(form("grant_type=password&username=alice&password=secret&service=images")
                        .status())
                .isEqualTo(200);
        for (Socket socket : silent) {
            assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 408");
            socket.close();
        }
    }

    /** Who is told to go on could take as long as it likes. */
    @Test
    void aFormIsNotWaitedForByExpect() throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), registry.address().getPort())) {
            socket.getOutputStream()
                    .write(("POST /auth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\nExpect: 100-continue\r\n"
                                    + "Content-Type: application/x-www-form-urlencoded\r\n\r\ngrant_type=")
                            .getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 417");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grant_type=password&username=alice&password=wrong | 401",
                "grant_type=password&username=bob&password=secret | 401",
                "grant_type=refresh_token&refresh_token=x | 401",
                "grant_type=password&username=alice | 400",
                "grant_type=password&password=secret | 400",
                "grant_type=authorization_code&code=x | 400",
                "username=alice&password=secret | 400",
                "grant_type=password&grant_type=password&username=alice&password=secret | 400",
                "grant_type=%zz | 400",
            })
    void aFormThatIsWrongIsRefused(String form, int status) {
        Answer answer = form(form);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).contains("\"errors\"").doesNotContain("secret");
    }

    @Test
    void whatIsNoFormIsRefused() {
        assertThat(client.send("POST", "/auth/token", "{}".getBytes(UTF_8), "Content-Type", "application/json")
                        .status())
                .isEqualTo(400);
        assertThat(form("grant_type=password&username=alice&password=" + "x".repeat(25_000))
                        .status())
                .isEqualTo(413);
        assertThat(client.send("DELETE", "/auth/token").status()).isEqualTo(405);
        assertThat(client.send("GET", "/auth/token?" + "scope=a:b:c&".repeat(80))
                        .status())
                .isEqualTo(400);
        assertThat(client.send("GET", "/auth/token?scope=" + "a:b:c%20".repeat(65))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aWrongPasswordIsSaidSoAndAsksForARightOne() {
        String wrong = "Basic " + Base64.getEncoder().encodeToString("alice:wrong".getBytes(UTF_8));
        Answer answer = client.send("GET", "/auth/token?scope=repository:public/app:pull", "Authorization", wrong);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic ");
    }
}
