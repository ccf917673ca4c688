package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.registry.http.Client.Answer;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.testing.s3.Fault;
import dev.tardigrade.testing.s3.S3Operation;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import dev.tardigrade.testing.storage.TestStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that breaks off amid a blob, and clients that do. */
final class StoreBreakWireTest {

    private static final byte[] BLOB = new byte[300_000];

    static {
        new Random(1).nextBytes(BLOB);
    }

    private final S3TestServer s3 = S3TestServer.start(S3Profile.storj()).withBucket("images");
    private Storage storage;
    private RunningRegistry registry;
    private Digest digest;

    @BeforeEach
    void start() throws IOException {
        storage = TestStorage.open(s3.access(), "images");
        registry = RunningRegistry.start(storage.objects());
        digest = registry.client().push("app", BLOB);
    }

    @AfterEach
    void stop() {
        registry.close();
        storage.close();
        s3.close();
    }

    private void breakOff(int times, long after) {
        s3.faults()
                .next(
                        times,
                        call -> call.operation() == S3Operation.GET_OBJECT
                                && call.key().contains("/data/"),
                        new Fault.TruncatedBody(after));
    }

    private Answer get(String... headers) {
        return registry.client().send("GET", "/v2/app/blobs/" + digest, headers);
    }

    @Test
    void aBlobGoesOnWhereTheStoreBrokeOff() {
        breakOff(2, 100_000);
        Answer answer = get();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(BLOB);
    }

    /** A short one is in memory before it goes on. */
    @ParameterizedTest
    @ValueSource(ints = {3_000, 200_000})
    void aRangeGoesOnWhereTheStoreBrokeOff(int size) {
        breakOff(1, 1_000);
        Answer answer = get("Range", "bytes=100-" + (size + 99));
        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(BLOB, 100, size + 100));
    }

    @Test
    void aShortRangeWhoseStoreBreaksOffAgainAndAgainIsToldAsSuch() {
        breakOff(3, 0);
        assertThat(get("Range", "bytes=100-3099").status()).isEqualTo(503);
    }

    @Test
    void aStoreThatBreaksOffBeforeTheFirstByteAgainAndAgainIsToldAsSuch() {
        breakOff(3, 0);
        Answer answer = get();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.text()).contains("UNAVAILABLE");
        assertThat(get().body()).isEqualTo(BLOB);
    }

    @Test
    void aStoreThatBreaksOffAmidABlobAgainAndAgainEndsNoAnswerAsIfItWereWhole() {
        breakOff(3, 80_000);
        assertThatThrownBy(this::get).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void clientsThatGoAwayDoNotCountAsErrorsOfTheServer() throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), registry.address().getPort())) {
            String head = "POST /v2/app/blobs/uploads/?digest=" + digest + " HTTP/1.1\r\nHost: x\r\nContent-Length: "
                    + BLOB.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(US_ASCII));
            socket.getOutputStream().write(BLOB, 0, 100);
            socket.getOutputStream().flush();
        }
        await().untilAsserted(() -> assertThat(registry.metrics())
                .containsPattern("registry_http_requests[^\n]*status=\"499\"")
                .doesNotContain("status=\"500\""));
    }
}
