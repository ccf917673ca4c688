package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.registry.http.message.Pace;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.policy.Retention;
import dev.tardigrade.testing.storage.StoreKind;
import dev.tardigrade.testing.storage.TestStore;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The figures that Prometheus is shown, as they move with what clients do. */
final class MetricsWireTest {

    private static final byte[] BLOB = new byte[5000];

    private final TestStore store = StoreKind.MEMORY.open();
    private RunningRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = RunningRegistry.with(store.objects(), TestOptions.usual());
    }

    private void restart(TestOptions options) throws IOException {
        registry.close();
        registry = RunningRegistry.with(store.objects(), options);
    }

    @AfterEach
    void stop() {
        registry.close();
        store.close();
    }

    /** Of the first line that begins so; 0 where there is none yet. */
    private double value(String beginning) {
        OptionalDouble value = registry.metrics()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst();
        return value.orElse(0);
    }

    /** A request is counted after its answer has left. */
    private void awaitValue(String beginning, double expected) {
        await().untilAsserted(() -> assertThat(value(beginning)).as(beginning).isEqualTo(expected));
    }

    @Test
    void uploadsAndTheirBuffersAreSeenWhileTheyAreOpen() throws IOException {
        Client client = registry.client();
        assertThat(value("registry_buffers_size")).isEqualTo(16 << 20);
        assertThat(value("registry_buffers_used")).isZero();
        String location = client.sendChunk(client.begin("app"), BLOB, 0, BLOB.length);
        assertThat(value("registry_uploads_open")).isEqualTo(1);
        assertThat(value("registry_buffers_used")).isEqualTo(1 << 20);
        client.finish(location, BLOB);
        assertThat(value("registry_uploads_open")).isZero();
        assertThat(value("registry_buffers_used")).isZero();
    }

    @Test
    void bytesAreCountedInEachDirection() throws IOException {
        Digest digest = registry.client().push("app", BLOB);
        awaitValue("registry_http_received_bytes_total", BLOB.length);
        double before = value("registry_http_sent_bytes_total");
        registry.client().send("GET", "/v2/app/blobs/" + digest);
        awaitValue("registry_http_sent_bytes_total", before + BLOB.length);
    }

    @Test
    void whatTheCacheAnswersIsAHit() throws IOException {
        registry.client().pushImage("app", "v1", BLOB);
        restart(TestOptions.usual());
        registry.client().send("GET", "/v2/app/manifests/v1");
        double hits = value("registry_cache_reads_total{result=\"hit\"}");
        double misses = value("registry_cache_reads_total{result=\"miss\"}");
        assertThat(misses).isPositive();
        registry.client().send("GET", "/v2/app/manifests/v1");
        assertThat(value("registry_cache_reads_total{result=\"hit\"}")).isGreaterThan(hits);
        assertThat(value("registry_cache_reads_total{result=\"miss\"}")).isEqualTo(misses);
    }

    @Test
    void whoIsToldToComeAgainIsCounted() throws IOException {
        restart(TestOptions.usual()
                .within(new ServerLimits(10, 10, Duration.ZERO, Duration.ofMinutes(1), Pace.DEFAULT)
                        .with(OptionalInt.empty(), OptionalInt.of(1))));
        try (Socket socket = new Socket()) {
            socket.connect(registry.address());
            String head = "POST /v2/app/blobs/uploads/?digest=" + Digest.of(Digest.Algorithm.SHA256, BLOB)
                    + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + BLOB.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(US_ASCII));
            awaitValue("registry_http_requests_active", 1);
            assertThat(value("registry_http_requests_limit")).isEqualTo(10);
            assertThat(registry.client().send("POST", "/v2/app/blobs/uploads/").status())
                    .isEqualTo(429);
            await().until(() -> registry.metrics().contains("method=\"POST\",status=\"429\"} 1"));
            socket.getOutputStream().write(BLOB);
            awaitValue("registry_http_requests_active", 0);
        }
    }

    @Test
    void passesAreCounted() throws IOException {
        restart(TestOptions.usual().retaining(Retention.NONE));
        awaitPositive("registry_gc_passes_total");
        assertThat(value("registry_gc_failures_total")).isZero();
    }

    private void awaitPositive(String beginning) {
        await().until(() -> value(beginning) > 0);
    }
}
