package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.registry.http.Client.Answer;
import dev.tardigrade.registry.http.message.Pace;
import dev.tardigrade.registry.model.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients may send and take, and what they are told beyond it. */
final class LimitWireTest {

    private static final ServerLimits LIMITS = new ServerLimits(
            100, 2, Duration.ofMillis(200), Duration.ofSeconds(2), new Pace(1000, Duration.ofMillis(500)));

    private static RunningRegistry serve(ServerLimits limits) throws IOException {
        return RunningRegistry.listening(new ListenSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                Duration.ofSeconds(5),
                limits,
                Optional.empty()));
    }

    private static Socket upload(RunningRegistry registry, int length) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), registry.address().getPort());
        socket.setSoTimeout(20_000);
        String digest = Digest.of(Digest.Algorithm.SHA256, new byte[length]).toString();
        String head = "POST /v2/app/blobs/uploads/?digest=" + digest + " HTTP/1.1\r\nHost: x\r\nContent-Length: "
                + length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }

    @Test
    void aClientThatSendsTooSlowlyIsToldSoAndGivenUp() throws IOException {
        try (RunningRegistry registry = serve(LIMITS);
                Socket socket = upload(registry, 10_000);
                ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor()) {
            var sending = drip.scheduleAtFixedRate(() -> write(socket, 1), 0, 50, TimeUnit.MILLISECONDS);
            assertThat(answer(socket)).startsWith("HTTP/1.1 408").contains("too slow", "Connection: close");
            sending.cancel(true);
        }
    }

    @Test
    void aClientThatWasFastAtFirstIsGivenUpAsSoon() throws IOException {
        try (RunningRegistry registry = serve(LIMITS);
                Socket socket = upload(registry, 4 << 20);
                ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor()) {
            write(socket, 3 << 20);
            var sending = drip.scheduleAtFixedRate(() -> write(socket, 1), 0, 50, TimeUnit.MILLISECONDS);
            assertThat(answer(socket)).startsWith("HTTP/1.1 408").contains("too slow", "Connection: close");
            sending.cancel(true);
        }
    }

    private static void write(Socket socket, int bytes) {
        try {
            socket.getOutputStream().write(new byte[bytes]);
            socket.getOutputStream().flush();
        } catch (IOException _) {
            // The server has given it up, as it should.
        }
    }

    @Test
    void aClientThatSendsNothingAnyMoreIsGivenUp() throws IOException {
        try (RunningRegistry registry = serve(LIMITS);
                Socket socket = upload(registry, 10_000)) {
            write(socket, 100);
            long begin = System.nanoTime();
            assertThat(answer(socket)).doesNotContain("201");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aHeadThatDoesNotEndIsGivenUp() throws IOException {
        try (RunningRegistry registry = serve(LIMITS);
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), registry.address().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET /v2/ HTTP/1.1\r\nHost:".getBytes(US_ASCII));
            socket.getOutputStream().flush();
            assertThat(answer(socket)).doesNotContain("200 OK");
        }
    }

    @Test
    void aClientThatIsSlowWhileTheStoreIsNotIsServedAtThePace() throws IOException {
        try (RunningRegistry registry = serve(LIMITS);
                Socket socket = upload(registry, 4000);
                ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor()) {
            var sending = drip.scheduleAtFixedRate(() -> write(socket, 400), 0, 100, TimeUnit.MILLISECONDS);
            byte[] status = socket.getInputStream().readNBytes(12);
            sending.cancel(true);
            assertThat(new String(status, US_ASCII)).isEqualTo("HTTP/1.1 201");
        }
    }

    @Test
    void oneRequestTooManyIsToldToComeAgain() throws IOException {
        try (RunningRegistry registry = serve(LIMITS);
                Socket one = upload(registry, 10_000);
                Socket two = upload(registry, 10_000)) {
            write(one, 9_000);
            write(two, 9_000);
            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
                Answer answer = registry.client().send("GET", "/v2/");
                assertThat(answer.status()).isEqualTo(429);
                assertThat(answer.header("Retry-After")).isEqualTo("5");
                assertThat(answer.text()).contains("TOOMANYREQUESTS");
            });
            write(one, 1_000);
            write(two, 1_000);
            assertThat(new String(one.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 201");
            assertThat(registry.client().send("GET", "/v2/").status()).isEqualTo(200);
        }
    }

    @Test
    void whoWritesTooMuchAtATimeKeepsNobodyFromReading() throws IOException {
        try (RunningRegistry registry = serve(LIMITS.with(OptionalInt.empty(), OptionalInt.of(1)));
                Socket one = upload(registry, 10_000)) {
            write(one, 9_000);
            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
                Answer answer = registry.client().send("POST", "/v2/app/blobs/uploads/");
                assertThat(answer.status()).isEqualTo(429);
                assertThat(answer.header("Retry-After")).isEqualTo("5");
            });
            assertThat(registry.client().send("GET", "/v2/").status()).isEqualTo(200);
            write(one, 1_000);
            assertThat(new String(one.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 201");
            assertThat(registry.client().send("POST", "/v2/app/blobs/uploads/").status())
                    .isEqualTo(202);
        }
    }

    @Test
    void oneConnectionTooManyWaits() throws IOException {
        ServerLimits two = new ServerLimits(2, 2, Duration.ofSeconds(1), Duration.ofSeconds(1), LIMITS.pace());
        try (RunningRegistry registry = serve(two);
                Socket _ = new Socket(
                        InetAddress.getLoopbackAddress(), registry.address().getPort());
                Socket _ = new Socket(
                        InetAddress.getLoopbackAddress(), registry.address().getPort());
                Socket third = new Socket(
                        InetAddress.getLoopbackAddress(), registry.address().getPort())) {
            third.setSoTimeout(20_000);
            third.getOutputStream()
                    .write("GET /v2/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            third.getOutputStream().flush();
            assertThat(answer(third)).as("once the idle ones are given up").startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "40000, 0, 431",
        "0, 40000, 414",
        "0, 9000, 400",
    })
    void headersAndQueriesHaveALength(int header, int query, int status) throws IOException {
        try (RunningRegistry registry = RunningRegistry.start()) {
            Answer answer = registry.client()
                    .send("GET", "/v2/_catalog?n=" + "1".repeat(query), "X-Long", "x".repeat(header + 1));
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text()).contains("\"errors\"");
        }
    }

    /** Of an image that is valid otherwise. */
    @ParameterizedTest
    @CsvSource({
        "'[', ']', 60, 201",
        "'[', ']', 70, 400",
        "'{\"x\":', '}', 60, 201",
        "'{\"x\":', '}', 70, 400",
    })
    void manifestsAreNotNestedWithoutEnd(String open, String close, int times, int status) throws IOException {
        try (RunningRegistry registry = RunningRegistry.start()) {
            Digest config = registry.client().push("app", "{}".getBytes(UTF_8));
            String nested = open.repeat(times) + "1" + close.repeat(times);
            String image = "{\"x\":" + nested + ","
                    + Client.image(config, 2, config, 2).substring(1);
            Answer answer = registry.client().putManifest("app", "v1", image);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text().contains("nests too deeply")).isEqualTo(status == 400);
        }
    }

    @Test
    void anIndexHasSoManyChildrenAndNoMore() throws IOException {
        try (RunningRegistry registry = RunningRegistry.start()) {
            String child =
                    "{\"mediaType\":\"" + Client.IMAGE + "\",\"digest\":\"sha256:" + "0".repeat(64) + "\",\"size\":1}";
            String index = "{\"schemaVersion\":2,\"mediaType\":\"" + Client.INDEX + "\",\"manifests\":["
                    + (child + ",").repeat(10_000) + child + "]}";
            Answer answer = registry.client()
                    .send("PUT", "/v2/app/manifests/v1", index.getBytes(UTF_8), "Content-Type", Client.INDEX);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("MANIFEST_INVALID");
        }
    }

    @Test
    void aManifestThatIsTooLargeIsRefusedWhetherItSaysSoOrNot() throws IOException {
        try (RunningRegistry registry = RunningRegistry.start()) {
            byte[] body = new byte[(4 << 20) + 1];
            var unsaid = java.net.http.HttpRequest.BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(body));
            assertThat(registry.client()
                            .send("PUT", "/v2/app/manifests/v1", body, "Content-Type", Client.IMAGE)
                            .status())
                    .isEqualTo(413);
            assertThat(registry.client()
                            .send("PUT", "/v2/app/manifests/v1", unsaid, "Content-Type", Client.IMAGE)
                            .status())
                    .isEqualTo(413);
        }
    }
}
