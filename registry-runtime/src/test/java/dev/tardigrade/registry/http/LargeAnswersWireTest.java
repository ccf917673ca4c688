package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.registry.cache.CacheLimits;
import dev.tardigrade.registry.http.Client.Answer;
import dev.tardigrade.registry.http.message.Pace;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Manifests and lists that clients do not take: what they hold of the memory has a bound, and small ones pass by it. */
final class LargeAnswersWireTest {

    /** Room for two of the largest manifests. No cache keeps any of them. */
    private static final TestOptions OPTIONS = TestOptions.usual()
            .within(new ServerLimits(500, 200, Duration.ofMillis(100), Duration.ofMinutes(1), Pace.DEFAULT)
                    .withAnswers(8 << 20))
            .caching(new CacheLimits(1 << 20, Duration.ofMinutes(1)));

    private final List<Socket> sockets = new ArrayList<>();
    private final ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();
    private RunningRegistry registry;
    private Digest config;

    @BeforeEach
    void start() throws IOException {
        registry = RunningRegistry.with(MemoryStorage.open(Clock.systemUTC()).objects(), OPTIONS);
        config = registry.client().push("app", "{}".getBytes(US_ASCII));
    }

    @AfterEach
    void stop() throws IOException {
        drip.shutdownNow();
        for (Socket socket : sockets) {
            socket.close();
        }
        registry.close();
    }

    private Digest push(String tag, int size) {
        return registry.client().pushManifest("app", tag, manifest(tag, size));
    }

    private String manifest(String tag, int size) {
        String head = Client.image(config, 2, config, 2);
        String filler = ",\"x\":\"" + tag + "\",\"y\":\"";
        return head.substring(0, head.length() - 1) + filler
                + "y".repeat(Math.max(0, size - head.length() - filler.length() - 1)) + "\"}";
    }

    /** Asks for something and takes nothing of the answer. */
    private void askAndTakeNothing(String path) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(registry.address());
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(US_ASCII));
        socket.getOutputStream().flush();
        sockets.add(socket);
    }

    private void assertTold(String path) {
        Answer answer = registry.client().send("GET", path);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
    }

    @Test
    void manyClientsThatDoNotTakeLargeManifestsLeaveRoomForAllOthers() throws IOException {
        push("small", 0);
        List<Digest> large = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            large.add(push("large" + i, 4 << 20));
        }
        for (int i = 0; i < 32; i++) {
            askAndTakeNothing("/v2/app/manifests/large0");
            askAndTakeNothing("/v2/app/manifests/" + large.get(1));
        }
        await().untilAsserted(() -> assertTold("/v2/app/manifests/" + large.get(2)));
        assertThat(registry.client().send("GET", "/v2/app/manifests/small").status())
                .isEqualTo(200);
        assertThat(registry.client().send("GET", "/v2/app/tags/list").text()).contains("large2", "small");
        for (Socket socket : sockets) {
            socket.close();
        }
        await().untilAsserted(() -> assertThat(registry.client()
                        .send("GET", "/v2/app/manifests/large2")
                        .body())
                .hasSize(4 << 20));
    }

    /** Sends a part of a large manifest, and the rest so slowly that it takes hours. */
    private void pushWithoutEnd() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), registry.address().getPort());
        String head = "PUT /v2/app/manifests/endless HTTP/1.1\r\nHost: x\r\nContent-Type: " + Client.IMAGE
                + "\r\nContent-Length: " + (4 << 20) + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(US_ASCII));
        sockets.add(socket);
        var _ = drip.scheduleAtFixedRate(
                () -> {
                    try {
                        socket.getOutputStream().write(' ');
                    } catch (IOException _) {
                        // The server has given it up, as it should.
                    }
                },
                0,
                20,
                TimeUnit.MILLISECONDS);
    }

    private static String beginOfAnswer(Socket socket) {
        try {
            return new String(socket.getInputStream().readNBytes(12), US_ASCII);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void clientsThatAreSlowToSendLargeManifestsMakeRoomForOthers() throws IOException {
        String large = manifest("large", 1 << 20);
        pushWithoutEnd();
        pushWithoutEnd();
        CompletableFuture<String> told = new CompletableFuture<>();
        for (Socket socket : sockets) {
            var _ = Thread.ofVirtual().start(() -> told.complete(beginOfAnswer(socket)));
        }
        await().until(() -> {
            registry.client().putManifest("app", "large", large);
            return told.isDone();
        });
        assertThat(told).isCompletedWithValue("HTTP/1.1 408");
        await().untilAsserted(() -> assertThat(
                        registry.client().putManifest("app", "large", large).status())
                .isEqualTo(201));
    }

    @Test
    void largeManifestsThatAnIndexNamesAreNotHeldTogether() {
        StringBuilder children = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            children.append(i == 0 ? "" : ",")
                    .append("{\"mediaType\":\"")
                    .append(Client.IMAGE)
                    .append("\",\"digest\":\"")
                    .append(push("child" + i, 3 << 20))
                    .append("\",\"size\":")
                    .append(3 << 20)
                    .append('}');
        }
        String index = "{\"schemaVersion\":2,\"mediaType\":\"" + Client.INDEX + "\",\"manifests\":[" + children + "]}";
        assertThat(registry.client().putManifest("app", "all", index).status()).isEqualTo(201);
    }
}
