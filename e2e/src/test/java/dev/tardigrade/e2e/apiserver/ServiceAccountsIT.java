package dev.tardigrade.e2e.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.TestNamespace;
import dev.tardigrade.e2e.registry.FileSettings;
import dev.tardigrade.e2e.registry.RunningRegistry;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** ServiceAccounts of a real API server log in at a real server, by what a real operator found out. */
@Tag("apiserver")
@ExtendWith(ApiServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ServiceAccountsIT {

    private static final String SCOPE = "repository:team/app:pull,push";
    private static final String JWKS = "jwks.json";

    private Operators operators;

    @BeforeAll
    void start(Cluster cluster, @TempDir Path folder) {
        operators = new Operators(cluster, folder);
    }

    @AfterAll
    void stop() {
        operators.close();
    }

    @Test
    void aServiceAccountGetsWhatPoliciesAllowItByTheTokenOfItsPod(
            Cluster cluster, TestNamespace namespace, @TempDir Path folder) throws Exception {
        ready(namespace);
        Path keys = Files.write(folder.resolve(JWKS), published(namespace));
        List<String> before = Writes.settled(namespace, cluster);
        FileSettings settings =
                new FileSettings(folder.resolve("images")).with("auth: %s\n".formatted(auth(namespace, keys)));
        try (RunningRegistry server = RunningRegistry.start(settings, folder)) {
            String audience = "team-a." + namespace.name();

            HttpResponse<String> builder = login(server, token(namespace, "builder", audience));
            assertThat(builder.statusCode()).as(builder.body()).isEqualTo(200);
            assertThat(json(builder).get("scope").asText()).isEqualTo(SCOPE);
            assertThat(json(builder).get("expires_in").asInt()).isBetween(1, 300);
            HttpResponse<String> other = login(server, token(namespace, "other", audience));
            assertThat(json(other).get("scope").asText()).isEmpty();
            assertThat(login(server, token(namespace, "builder", "somebody-else"))
                            .statusCode())
                    .isEqualTo(401);
        }
        await().during(Duration.ofSeconds(10))
                .atMost(Duration.ofMinutes(1))
                .until(() -> Writes.into(namespace.name(), cluster).equals(before));
    }

    private static void ready(TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        registry.apply("""
                auth:
                  serviceAccounts: {}
                  policies: [{who: ['serviceaccount:%s/build*'], repositories: [team/**], actions: [pull, push]}]
                %s
                """.formatted(namespace.name(), Specs.SMALLEST));
        new Pods(namespace).becomeReady(1);
        registry.awaitCondition("Ready", "True", "AsExpected");
    }

    /** What the kubelet would mount. */
    private static byte[] published(TestNamespace namespace) {
        return Base64.getDecoder()
                .decode(namespace
                        .client()
                        .secrets()
                        .inNamespace(namespace.name())
                        .withName("team-a-cluster-keys")
                        .get()
                        .getData()
                        .get(JWKS));
    }

    /** As the operator wrote it, but for where the keys are; those that sign are made by the server itself. */
    private static String auth(TestNamespace namespace, Path keys) {
        Map<String, String> data = namespace
                .client()
                .configMaps()
                .inNamespace(namespace.name())
                .withName("team-a-config")
                .get()
                .getData();
        ObjectNode auth = (ObjectNode)
                Serialization.unmarshal(data.get("config.yml"), JsonNode.class).get("auth");
        ((ObjectNode) auth.get("identities").get(0)).put("jwks", keys.toString());
        ((ObjectNode) auth.get("issuer")).remove("keys");
        return auth.toString();
    }

    private static String token(TestNamespace namespace, String name, String audience) {
        var accounts = namespace.client().serviceAccounts().inNamespace(namespace.name());
        accounts.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .serverSideApply();
        TokenRequest request = new TokenRequestBuilder()
                .withNewSpec()
                .withAudiences(audience)
                .withExpirationSeconds(600L)
                .endSpec()
                .build();
        return accounts.withName(name).tokenRequest(request).getStatus().getToken();
    }

    private static HttpResponse<String> login(RunningRegistry server, String token)
            throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString(("serviceaccount:" + token).getBytes(UTF_8));
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://" + server.address() + "/auth/token?scope=" + SCOPE))
                            .header("Authorization", "Basic " + basic)
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Serialization.unmarshal(answer.body(), JsonNode.class);
    }
}
