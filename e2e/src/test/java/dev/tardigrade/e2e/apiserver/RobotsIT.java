package dev.tardigrade.e2e.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.TestNamespace;
import dev.tardigrade.e2e.registry.FileSettings;
import dev.tardigrade.e2e.registry.RunningRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Robots whose passwords a real operator makes and renews, at a real server. */
@Tag("apiserver")
@ExtendWith(ApiServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RobotsIT {

    private static final String SPEC = """
            auth: {robots: [{name: ci, actions: [pull, push]}, {name: nodes}]}
            exposure: [{name: nodes, type: NodePort}]
            %s
            """.formatted(Specs.SMALLEST);
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration INTERVAL = Duration.ofHours(721);
    private static final Duration SPREAD = Duration.ofMinutes(6);
    private static final byte[] LAYER = "a layer".getBytes(UTF_8);

    private final HttpClient http = HttpClient.newHttpClient();
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
    void aRobotGetsASecretForEachAddressThatIsThenLeftAlone(Cluster cluster, TestNamespace namespace)
            throws IOException {
        TestRegistry registry = ready(namespace);
        RobotSecrets secrets = new RobotSecrets(namespace);

        assertThat(secrets.ofRobot("ci").orElseThrow().getType()).isEqualTo("kubernetes.io/dockerconfigjson");
        String inside = "team-a." + namespace.name() + ".svc:5000";
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(secrets.logins("ci").fieldNames())
                        .toIterable()
                        .hasSize(2)
                        .contains(inside)
                        .anyMatch(host -> host.startsWith("192.0.2.10:")));
        assertThat(secrets.logins("ci").get(inside).get("password").asText())
                .isEqualTo(secrets.password("ci"))
                .hasSize(64)
                .isNotEqualTo(secrets.password("nodes"));

        List<String> before = Writes.settled(namespace, cluster);
        await().during(Duration.ofSeconds(10))
                .atMost(SOON)
                .until(() -> Writes.into(namespace.name(), cluster).equals(before));

        registry.apply(SPEC.replace(", {name: nodes}]", "]"));
        // Secrets stay while servers are being replaced.
        Pods pods = new Pods(namespace);
        await().atMost(SOON).until(() -> {
            pods.list().forEach(pods::becomeReady);
            return secrets.ofRobot("nodes").isEmpty();
        });
    }

    /** Robots alone may use the registry: {@code ci} pulls and pushes, {@code nodes} pulls. */
    private static FileSettings settings(Path folder, Path passwords) {
        return new FileSettings(folder.resolve("images")).with("""
                auth:
                  robots: {path: %s}
                  policies:
                    - {who: 'robot:ci', repositories: '**', actions: [pull, push]}
                    - {who: 'robot:nodes', repositories: '**', actions: pull}
                """.formatted(passwords));
    }

    @Test
    void threeRotationsUnderPullsFailNone(TestNamespace namespace, @TempDir Path folder) throws Exception {
        TestRegistry _ = ready(namespace);
        RobotSecrets secrets = new RobotSecrets(namespace);
        Path file = folder.resolve("robots");
        secrets.mountAt(file);
        String first = secrets.password("ci");
        Queue<Integer> pulls = new ConcurrentLinkedQueue<>();
        try (RunningRegistry server = RunningRegistry.start(settings(folder, file), folder);
                ScheduledExecutorService threads = Executors.newScheduledThreadPool(3)) {
            URI blob = push(server, first);
            repeat(threads, () -> secrets.mountAt(file));
            repeat(threads, () -> pulls.add(status("GET", blob, "ci", secrets.password("ci"))));
            repeat(threads, () -> pulls.add(status("GET", blob, "nodes", secrets.password("nodes"))));
            for (int rotation = 0; rotation < 3; rotation++) {
                rotate(secrets, next -> status("GET", blob, "ci", next) == 200);
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

            assertThat(pulls).hasSizeGreaterThan(50).containsOnly(200);
            assertThat(status("GET", blob, "ci", secrets.password("ci"))).isEqualTo(200);
            assertThat(status("GET", blob, "ci", first)).isEqualTo(401);
            assertThat(status("POST", blob.resolve("uploads/"), "nodes", secrets.password("nodes")))
                    .isEqualTo(403);
        }
    }

    /** Lets time pass as far as the operator can tell: until a new password is due, and until servers have it. */
    private static void rotate(RobotSecrets secrets, Predicate<String> taken) {
        String before = secrets.password("ci");
        secrets.age("ci", INTERVAL);
        await().atMost(SOON)
                .until(() -> secrets.nextPassword("ci").filter(taken).isPresent());
        assertThat(secrets.password("ci")).isEqualTo(before);
        secrets.age("ci", SPREAD);
        await().atMost(SOON).until(() -> !secrets.password("ci").equals(before));
    }

    private static void repeat(ScheduledExecutorService threads, Runnable work) {
        var _ = threads.scheduleWithFixedDelay(work, 0, 50, TimeUnit.MILLISECONDS);
    }

    private static TestRegistry ready(TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        registry.apply(SPEC);
        new Pods(namespace).becomeReady(1);
        registry.awaitCondition("Ready", "True", "AsExpected");
        return registry;
    }

    private URI push(RunningRegistry server, String password) {
        URI blobs = URI.create("http://" + server.address() + "/v2/team/app/blobs/");
        String digest = "sha256:" + HexFormat.of().formatHex(sha256());
        assertThat(status(
                        "POST",
                        blobs.resolve("uploads/?digest=" + digest),
                        "ci",
                        password,
                        BodyPublishers.ofByteArray(LAYER)))
                .isEqualTo(201);
        return URI.create(blobs + digest);
    }

    private int status(String method, URI address, String user, String password) {
        return status(method, address, user, password, BodyPublishers.noBody());
    }

    private int status(String method, URI address, String user, String password, BodyPublisher body) {
        String login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        try {
            return http.send(
                            HttpRequest.newBuilder(address)
                                    .method(method, body)
                                    .header("Authorization", "Basic " + login)
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(LAYER);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
