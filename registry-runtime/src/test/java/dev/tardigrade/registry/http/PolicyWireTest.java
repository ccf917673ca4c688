package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.tardigrade.registry.auth.Gate;
import dev.tardigrade.registry.auth.Htpasswd;
import dev.tardigrade.registry.auth.PasswordFile;
import dev.tardigrade.registry.auth.RulePolicy;
import dev.tardigrade.registry.http.Client.Answer;
import dev.tardigrade.registry.http.api.ApiRules;
import dev.tardigrade.registry.manifest.ManifestRules;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.policy.AccessRule;
import dev.tardigrade.registry.policy.Action;
import dev.tardigrade.registry.policy.RepositoryPattern;
import dev.tardigrade.registry.policy.Subject;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each verb of each address, for users who may do one thing each. */
final class PolicyWireTest {

    private static final String BASE = "/v2/team/app";
    private static final byte[] LAYER = "a layer".getBytes(UTF_8);
    private static final byte[] OTHER = "another layer".getBytes(UTF_8);

    private RunningRegistry registry;
    private Client client;
    private Digest layer;
    private Digest manifest;

    private static AccessRule rule(String who, String repositories, Action... actions) {
        return new AccessRule(
                List.of(Subject.parse(who, Set.of())), List.of(new RepositoryPattern(repositories)), Set.of(actions));
    }

    @BeforeEach
    void start() throws IOException {
        String hash = BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(4, "secret".toCharArray());
        PasswordFile users = PasswordFile.parse(Stream.of("admin", "pull", "push", "delete", "nothing", "both")
                .map(user -> user + ":" + hash)
                .toList());
        RulePolicy policy = new RulePolicy(List.of(
                rule("user:admin", "**", Action.values()),
                rule("user:pull", "team/*", Action.PULL),
                rule("user:push", "team/*", Action.PUSH),
                rule("user:delete", "team/*", Action.DELETE),
                rule("user:both", "team/*", Action.PULL, Action.PUSH),
                rule("anonymous", "public/*", Action.PULL)));
        registry = RunningRegistry.with(
                Gate.basic(new Htpasswd(() -> users), policy, "a realm"),
                new ApiRules(true, true),
                ManifestRules.STRICT);
        client = registry.client();
        layer = push("team/app", LAYER);
        push("public/app", LAYER);
        push("private/app", OTHER);
        manifest = pushImage("team/app");
        pushImage("public/app");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private static String[] as(String user, String... headers) {
        String basic = "Basic " + Base64.getEncoder().encodeToString((user + ":secret").getBytes(UTF_8));
        return Stream.concat(Stream.of("Authorization", basic), Arrays.stream(headers))
                .toArray(String[]::new);
    }

    private Digest push(String repository, byte[] blob) {
        Digest digest = Digest.of(Digest.Algorithm.SHA256, blob);
        String path = "/v2/" + repository + "/blobs/uploads/?digest=" + digest;
        assertThat(client.send("POST", path, blob, as("admin")).status()).isEqualTo(201);
        return digest;
    }

    private Digest pushImage(String repository) {
        byte[] config = "{}".getBytes(UTF_8);
        String image = Client.image(push(repository, config), 2, layer, LAYER.length);
        Answer answer = client.send(
                "PUT",
                "/v2/" + repository + "/manifests/v1",
                image.getBytes(UTF_8),
                as("admin", "Content-Type", Client.IMAGE));
        assertThat(answer.status()).isEqualTo(201);
        return Digest.of(Digest.Algorithm.SHA256, image.getBytes(UTF_8));
    }

    /** What is asked for, and what it takes. */
    enum Verb {
        LIST_TAGS(Action.PULL, "GET", BASE + "/tags/list"),
        REFERRERS(Action.PULL, "GET", BASE + "/referrers/MANIFEST"),
        GET_TAG(Action.PULL, "GET", BASE + "/manifests/v1"),
        HEAD_TAG(Action.PULL, "HEAD", BASE + "/manifests/v1"),
        GET_MANIFEST(Action.PULL, "GET", BASE + "/manifests/MANIFEST"),
        GET_BLOB(Action.PULL, "GET", BASE + "/blobs/LAYER"),
        HEAD_BLOB(Action.PULL, "HEAD", BASE + "/blobs/LAYER"),
        PUT_MANIFEST(Action.PUSH, "PUT", BASE + "/manifests/v2"),
        BEGIN(Action.PUSH, "POST", BASE + "/blobs/uploads/"),
        BEGIN_ALL(Action.PUSH, "POST", BASE + "/blobs/uploads/?digest=LAYER"),
        MOUNT(Action.PUSH, "POST", BASE + "/blobs/uploads/?mount=LAYER&from=team/app"),
        POSITION(Action.PUSH, "GET", BASE + "/blobs/uploads/x"),
        CHUNK(Action.PUSH, "PATCH", BASE + "/blobs/uploads/x"),
        FINISH(Action.PUSH, "PUT", BASE + "/blobs/uploads/x?digest=LAYER"),
        CANCEL(Action.PUSH, "DELETE", BASE + "/blobs/uploads/x"),
        DELETE_BLOB(Action.DELETE, "DELETE", BASE + "/blobs/LAYER"),
        DELETE_TAG(Action.DELETE, "DELETE", BASE + "/manifests/v1"),
        DELETE_MANIFEST(Action.DELETE, "DELETE", BASE + "/manifests/MANIFEST");

        private final Action action;
        private final String method;
        private final String path;

        Verb(Action action, String method, String path) {
            this.action = action;
            this.method = method;
            this.path = path;
        }
    }

    private Answer send(Verb verb, String... headers) {
        String path = verb.path.replace("MANIFEST", manifest.toString()).replace("LAYER", layer.toString());
        return client.send(verb.method, path, headers);
    }

    @ParameterizedTest
    @EnumSource(Verb.class)
    void takesItsActionAndNoOther(Verb verb) {
        assertThat(send(verb).status()).as("anonymous").isEqualTo(401);
        assertThat(send(verb, as("nothing")).status()).as("nothing").isEqualTo(403);
        for (Action action : Action.values()) {
            if (action != verb.action) {
                assertThat(send(verb, as(action.word())).status())
                        .as(action.word())
                        .isEqualTo(403);
            }
        }
        assertThat(send(verb, as(verb.action.word())).status()).isNotIn(401, 403, 500);
    }

    @ParameterizedTest
    @EnumSource(Verb.class)
    void theAnswerDoesNotTellWhatIsThere(Verb verb) {
        for (String[] who : List.of(new String[0], as("nothing"))) {
            String there = answer(send(verb, who));
            String path = verb.path
                    .replace("team/app/", "team/nothing-here/")
                    .replace("MANIFEST", layer.toString())
                    .replace("LAYER", manifest.toString());
            assertThat(answer(client.send(verb.method, path, who))).isEqualTo(there);
        }
    }

    private static String answer(Answer answer) {
        Map<String, List<String>> headers =
                new java.util.TreeMap<>(answer.response().headers().map());
        headers.keySet().removeIf(name -> name.equals("x-request-id") || name.equals("date"));
        return answer.status() + " " + headers + " " + answer.text();
    }

    @Test
    void whatIsPublicIsForEverybodyAndNothingElseIs() {
        assertThat(client.send("GET", "/v2/public/app/manifests/v1").status()).isEqualTo(200);
        assertThat(client.send("GET", "/v2/public/app/blobs/" + layer).status()).isEqualTo(200);
        assertThat(client.send("GET", "/v2/public/app/tags/list").status()).isEqualTo(200);
        assertThat(client.send("GET", "/v2/public/app/manifests/v1", as("nothing"))
                        .status())
                .isEqualTo(200);
        assertThat(client.send("POST", "/v2/public/app/blobs/uploads/").status())
                .isEqualTo(401);
        assertThat(client.send("DELETE", "/v2/public/app/manifests/v1").status())
                .isEqualTo(401);
        assertThat(client.send("GET", "/v2/").status())
                .as("so that clients send their password")
                .isEqualTo(401);
    }

    @Test
    void aBlobIsNotReadThroughARepositoryThatDoesNotHaveIt() {
        Digest secret = Digest.of(Digest.Algorithm.SHA256, OTHER);
        assertThat(client.send("GET", "/v2/private/app/blobs/" + secret, as("pull"))
                        .status())
                .isEqualTo(403);
        assertThat(client.send("GET", "/v2/team/app/blobs/" + secret, as("pull"))
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&from=private/app", ""})
    void aMountNeedsToPullFromTheSource(String from) {
        Digest secret = Digest.of(Digest.Algorithm.SHA256, OTHER);
        String path = "/v2/team/b/blobs/uploads/?mount=" + secret + from;
        assertThat(client.send("POST", path, as("both")).status()).isEqualTo(202);
        assertThat(client.send("HEAD", "/v2/team/b/blobs/" + secret, as("both")).status())
                .isEqualTo(404);
        assertThat(client.send("POST", path, as("admin")).status()).isEqualTo(201);
    }

    @Test
    void aMountThatIsNotAllowedLooksLikeOneOfNothing() {
        Digest secret = Digest.of(Digest.Algorithm.SHA256, OTHER);
        Digest nothing = Digest.of(Digest.Algorithm.SHA256, "nothing".getBytes(UTF_8));
        for (Digest digest : List.of(secret, nothing)) {
            String path = "/v2/team/b/blobs/uploads/?mount=" + digest + "&from=private/app";
            Answer answer = client.send("POST", path, as("both"));
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.text()).isEmpty();
        }
    }

    @Test
    void whoMayOnlyPushMountsNothing() {
        String path = "/v2/team/b/blobs/uploads/?mount=" + layer + "&from=team/app";
        assertThat(client.send("POST", path, as("push")).status()).isEqualTo(202);
        assertThat(client.send("POST", path, as("both")).status()).isEqualTo(201);
    }

    @Test
    void theListShowsWhatTheCallerMayPull() {
        push("private/app", LAYER);
        pushImage("private/app");
        assertThat(client.send("GET", "/v2/_catalog").text())
                .contains("public/app")
                .doesNotContain("team", "private");
        assertThat(client.send("GET", "/v2/_catalog", as("pull")).text())
                .contains("public/app", "team/app")
                .doesNotContain("private");
        assertThat(client.send("GET", "/v2/_catalog", as("admin")).text())
                .contains("public/app", "team/app", "private/app");
    }

    @Test
    void anUploadIsItsOwnersAlsoAmongThoseWhoMayPushThere() {
        String location =
                client.send("POST", "/v2/team/app/blobs/uploads/", as("push")).header("Location");
        for (String method : List.of("GET", "PATCH", "PUT", "DELETE")) {
            String path = method.equals("PUT") ? location + "?digest=" + layer : location;
            assertThat(client.send(method, path, as("both")).status())
                    .as(method)
                    .isEqualTo(404);
            assertThat(client.send(method, path.replace("team/app", "team/b"), as("push"))
                            .status())
                    .as(method)
                    .isEqualTo(404);
        }
        assertThat(client.send("DELETE", location, as("push")).status()).isEqualTo(204);
    }
}
