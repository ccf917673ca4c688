package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.registry.http.Client.Answer;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.storage.Bucket;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.storage.s3.access.S3Limits;
import dev.tardigrade.registry.stream.Content;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import dev.tardigrade.testing.storage.TestStorage;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that take nothing of their blobs keep connections to S3, and leave enough of them for all else. */
final class SlowPullsTest {

    private static final int PULLS = 4;
    private static final S3Limits LIMITS =
            new S3Limits(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(30), 1L << 20, 6, PULLS);

    private final S3TestServer s3 = S3TestServer.start(S3Profile.plain()).withBucket("images");
    private final List<Socket> sockets = new ArrayList<>();
    private Storage storage;
    private RunningRegistry registry;
    private Digest blob;

    @BeforeEach
    void start() throws IOException {
        storage = TestStorage.open(s3.access(), "images", LIMITS);
        registry = RunningRegistry.start(storage.objects());
        blob = registry.client().push("app", new byte[32 << 20]);
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        registry.close();
        storage.close();
        s3.close();
    }

    private void pullAndTakeNothing() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(registry.address());
        socket.getOutputStream()
                .write(("GET /v2/app/blobs/" + blob + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(US_ASCII));
        socket.getOutputStream().flush();
        sockets.add(socket);
    }

    /** By HTTP/2 a client can take nothing of hundreds of answers, however short they are. */
    @Test
    void whatIsShortKeepsNoConnection() throws IOException {
        ObjectKey key = new ObjectKey("short");
        byte[] bytes = new byte[64 << 10];
        PutOutcome _ = storage.objects().put(key, Content.of(bytes), Optional.empty(), PutMode.CREATE);
        List<ObjectContent> untaken = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            untaken.add(storage.objects().get(key).orElseThrow());
        }
        assertThat(storage.bucket().access()).isEqualTo(Bucket.Access.GRANTED);
        for (ObjectContent each : untaken) {
            try (each) {
                assertThat(each.stream().readAllBytes()).isEqualTo(bytes);
            }
        }
    }

    @Test
    void readinessAndAllThatIsSmallFindAConnection() throws IOException {
        for (int i = 0; i < 4 * PULLS; i++) {
            pullAndTakeNothing();
        }
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            Answer pull = registry.client().send("GET", "/v2/app/blobs/" + blob);
            if (pull.status() == 200) {
                // It came before one of the others, which may have waited for its place in vain meanwhile.
                pullAndTakeNothing();
            }
            assertThat(pull.status()).isEqualTo(429);
            assertThat(pull.header("Retry-After")).isEqualTo("5");
        });
        assertThat(storage.bucket().access()).isEqualTo(Bucket.Access.GRANTED);
        registry.client().pushImage("app", "v1", new byte[10_000]);
        assertThat(registry.client().send("GET", "/v2/_catalog").text()).contains("app");
        assertThat(registry.client().send("GET", "/v2/app/manifests/v1").status())
                .isEqualTo(200);
        for (Socket socket : sockets) {
            socket.close();
        }
        await().untilAsserted(() -> assertThat(
                        registry.client().send("GET", "/v2/app/blobs/" + blob).body())
                .hasSize(32 << 20));
    }
}
