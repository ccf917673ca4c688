package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Secret;
import dev.tardigrade.registry.notifications.EventAction;
import dev.tardigrade.registry.notifications.EventFormat;
import dev.tardigrade.registry.notifications.Receiver;
import dev.tardigrade.registry.policy.RepositoryPattern;
import dev.tardigrade.registry.policy.Retention;
import dev.tardigrade.registry.policy.TagPattern;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What receivers are told of what clients do. */
final class NotificationsWireTest {

    private static final byte[] LAYER = "a layer".getBytes(UTF_8);
    private static final Digest DIGEST = Digest.of(Digest.Algorithm.SHA256, LAYER);

    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private HttpServer receiver;

    /** One request to the receiver. */
    private record Told(String type, String authorization, JsonNode body) {

        JsonNode event() {
            return body.at("/events/0");
        }

        String action() {
            return event().at("/action").asText();
        }
    }

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/events", exchange -> {
            told.add(new Told(
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    JsonMapper.builder().build().readTree(exchange.getRequestBody())));
            Integer answer = answers.poll();
            exchange.sendResponseHeaders(answer == null ? 204 : answer, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private RunningRegistry registry(EventFormat format, EventAction... ignored) throws IOException {
        return registry(Optional.of(URI.create("https://registry.example.com")), format, ignored);
    }

    private RunningRegistry registry(Optional<URI> host, EventFormat format, EventAction... ignored)
            throws IOException {
        Receiver hook = hook(format, ignored);
        ListenSettings loopback = TestOptions.LISTEN;
        ListenSettings listen =
                new ListenSettings(loopback.address(), loopback.tls(), loopback.drain(), loopback.limits(), host);
        return RunningRegistry.with(
                MemoryStorage.open(Clock.systemUTC()).objects(),
                TestOptions.usual().listening(listen).telling(List.of(hook)));
    }

    private Receiver hook(EventFormat format, EventAction... ignored) {
        return new Receiver(
                "hook",
                URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/events"),
                Map.of("Authorization", new Secret("Bearer of the test")),
                Duration.ofSeconds(10),
                2,
                Duration.ofMillis(20),
                Set.of(ignored),
                Set.of(),
                format);
    }

    private List<Told> all(int number) {
        await().atMost(Duration.ofSeconds(20)).until(() -> told.size() >= number);
        assertThat(told).hasSize(number);
        return List.copyOf(told);
    }

    @Test
    void eachThingThatAClientDoesIsTold() throws IOException {
        try (RunningRegistry registry = registry(EventFormat.DOCKER)) {
            Client client = registry.client();
            client.push("team/app", LAYER);
            assertThat(all(1)).extracting(Told::action).containsExactly("push");
            client.send("HEAD", "/v2/team/app/blobs/" + DIGEST);
            client.send("GET", "/v2/team/app/blobs/" + DIGEST);
            assertThat(all(2)).extracting(Told::action).containsExactly("push", "pull");
            client.send("GET", "/v2/team/app/blobs/" + DIGEST + "0");
            client.send("POST", "/v2/other/app/blobs/uploads/?mount=" + DIGEST + "&from=team/app");
            assertThat(all(3)).extracting(Told::action).containsExactly("push", "pull", "mount");
            client.send("DELETE", "/v2/other/app/blobs/" + DIGEST);

            List<Told> all = all(4);
            assertThat(all).extracting(Told::action).containsExactly("push", "pull", "mount", "delete");
            assertThat(all).allSatisfy(each -> {
                assertThat(each.type()).isEqualTo("application/vnd.docker.distribution.events.v1+json");
                assertThat(each.authorization()).isEqualTo("Bearer of the test");
                assertThat(each.event().at("/target/digest").asText()).isEqualTo(DIGEST.toString());
            });
            JsonNode pull = all.get(1).event();
            assertThat(pull.at("/target/size").asInt()).isEqualTo(LAYER.length);
            assertThat(pull.at("/target/repository").asText()).isEqualTo("team/app");
            assertThat(pull.at("/target/url").asText())
                    .isEqualTo("https://registry.example.com/v2/team/app/blobs/" + DIGEST);
            assertThat(pull.at("/request/method").asText()).isEqualTo("GET");
            assertThat(all.get(2).event().at("/target/fromRepository").asText()).isEqualTo("team/app");
        }
    }

    /** A receiver may fetch what it is told of. */
    @Test
    void noClientSendsReceiversToAnotherHost() throws IOException {
        String[] forged = {
            "X-Forwarded-Host", "evil.example.com", "X-Forwarded-Proto", "http", "User-Agent", "a".repeat(5000)
        };
        try (RunningRegistry registry = registry(EventFormat.DOCKER);
                RunningRegistry unknown = registry(Optional.empty(), EventFormat.CLOUD_EVENTS)) {
            registry.client().push("team/app", LAYER, forged);
            JsonNode event = all(1).getFirst().event();
            assertThat(event.at("/target/url").asText())
                    .isEqualTo("https://registry.example.com/v2/team/app/blobs/" + DIGEST);
            assertThat(event.at("/request/useragent").asText()).isEqualTo("a".repeat(256));

            unknown.client().push("team/app", LAYER, forged);
            JsonNode cloudEvent = all(2).getLast().body();
            assertThat(cloudEvent.at("/data/target/digest").asText()).isEqualTo(DIGEST.toString());
            assertThat(cloudEvent.at("/data/target/url").isMissingNode()).isTrue();
            assertThat(cloudEvent.toString()).doesNotContain("evil");
        }
    }

    @Test
    void aPushToSeveralTagsIsToldOfEach() throws IOException {
        try (RunningRegistry registry = registry(EventFormat.DOCKER, EventAction.PULL)) {
            Client client = registry.client();
            Digest image = client.pushImage("team/app", "v1", LAYER);
            int before = all(3).size();
            String manifest = client.send("GET", "/v2/team/app/manifests/v1").text();
            client.putManifest("team/app", image + "?tag=v2&tag=v3", manifest);
            assertThat(all(before + 2)).hasSize(before + 2);
            client.send("DELETE", "/v2/team/app/manifests/v3");

            List<Told> later = all(before + 3).subList(before, before + 3);
            assertThat(later).extracting(Told::action).containsExactly("push", "push", "delete");
            assertThat(later)
                    .extracting(each -> each.event().at("/target/tag").asText())
                    .containsExactly("v2", "v3", "v3");
            assertThat(later.getFirst().event().at("/target/mediaType").asText())
                    .isEqualTo(Client.IMAGE);
            assertThat(later.getFirst().event().at("/target/digest").asText()).isEqualTo(image.toString());
        }
    }

    @Test
    void cloudEventsHaveTheSameAsData() throws IOException {
        try (RunningRegistry registry = registry(EventFormat.CLOUD_EVENTS)) {
            registry.client().push("team/app", LAYER);
            Told push = all(1).getFirst();
            assertThat(push.type()).isEqualTo("application/cloudevents+json");
            assertThat(push.body().at("/specversion").asText()).isEqualTo("1.0");
            assertThat(push.body().at("/type").asText()).isEqualTo("dev.tardigrade.registry.push");
            assertThat(push.body().at("/source").asText())
                    .isEqualTo("/" + push.body().at("/data/source/instanceID").asText());
            assertThat(push.body().at("/subject").asText()).isEqualTo("team/app@" + DIGEST);
            assertThat(push.body().at("/data/target/digest").asText()).isEqualTo(DIGEST.toString());
        }
    }

    @Test
    void aTagThatRetentionRemovesIsToldOfAsIfAClientHadDeletedIt() throws IOException {
        Retention newest = new Retention(List.of(new Retention.Rule(
                List.of(new RepositoryPattern("**")),
                List.of(new TagPattern("*")),
                new Retention.Keep(1, null, List.of()))));
        Receiver hook = hook(EventFormat.DOCKER, EventAction.PULL, EventAction.PUSH);
        try (RunningRegistry registry = RunningRegistry.with(
                MemoryStorage.open(Clock.systemUTC()).objects(),
                TestOptions.usual().retaining(newest).telling(List.of(hook)))) {
            registry.client().pushImage("team/app", "v1", LAYER);
            registry.client().pushImage("team/app", "v2", LAYER);
            JsonNode event = all(1).getFirst().event();
            assertThat(event.at("/action").asText()).isEqualTo("delete");
            assertThat(event.at("/target/repository").asText()).isEqualTo("team/app");
            assertThat(event.at("/target/tag").asText()).isEqualTo("v1");
            assertThat(event.at("/request/useragent").asText()).isEqualTo("registry-retention");
            assertThat(registry.client().send("GET", "/v2/team/app/tags/list").text())
                    .contains("[\"v2\"]");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429})
    void whatIsNotTakenForNowIsTriedAgainInOrder(int status) throws IOException {
        answers.addAll(List.of(status, status, status));
        try (RunningRegistry registry = registry(EventFormat.DOCKER)) {
            registry.client().push("team/app", LAYER);
            assertThat(all(4)).hasSize(4);
            registry.client().send("DELETE", "/v2/team/app/blobs/" + DIGEST);
            assertThat(all(5)).extracting(Told::action).containsExactly("push", "push", "push", "push", "delete");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 302})
    void whatIsRefusedIsGivenUp(int status) throws IOException {
        answers.add(status);
        try (RunningRegistry registry = registry(EventFormat.DOCKER)) {
            registry.client().push("team/app", LAYER);
            assertThat(all(1)).hasSize(1);
            registry.client().send("DELETE", "/v2/team/app/blobs/" + DIGEST);
            assertThat(all(2)).extracting(Told::action).containsExactly("push", "delete");
        }
    }
}
