package dev.tardigrade.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.registry.http.Client.Answer;
import dev.tardigrade.registry.http.api.ApiRules;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.testing.s3.S3Operation;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import dev.tardigrade.testing.storage.TestStorage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that are sent to the store for the bytes of blobs. */
final class RedirectWireTest {

    private static final String BUCKET = "images";
    private static final byte[] LARGE = new byte[100_000];

    static {
        new Random(2).nextBytes(LARGE);
    }

    private final S3TestServer s3 = S3TestServer.start(S3Profile.storj()).withBucket(BUCKET);
    private final Storage storage = TestStorage.open(s3.access(), BUCKET);
    private RunningRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = RunningRegistry.with(storage.objects(), new ApiRules(true, true, true));
    }

    @AfterEach
    void stop() {
        registry.close();
        storage.close();
        s3.close();
    }

    private Answer get(Digest blob, String... headers) {
        return registry.client().send("GET", "/v2/app/blobs/" + blob, headers);
    }

    private static HttpResponse<byte[]> fetch(String address, String... headers)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return client.send(request.build(), BodyHandlers.ofByteArray());
        }
    }

    @Test
    void bytesAreFetchedFromTheStoreWithoutCredentials() throws Exception {
        Digest blob = registry.client().push("app", LARGE);
        s3.calls().reset();
        Answer answer = get(blob);
        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.header("Docker-Content-Digest")).isEqualTo(blob.toString());
        assertThat(answer.body()).isEmpty();
        assertThat(s3.calls().of(S3Operation.GET_OBJECT)).isZero();
        assertThat(fetch(answer.header("Location")).body()).isEqualTo(LARGE);
        assertThat(s3.calls().total()).isEqualTo(1);
    }

    @Test
    void aRangeIsAskedForThere() throws Exception {
        Digest blob = registry.client().push("app", LARGE);
        Answer answer = get(blob, "Range", "bytes=10-19");
        assertThat(answer.status()).isEqualTo(307);
        HttpResponse<byte[]> part = fetch(answer.header("Location"), "Range", "bytes=10-19");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(LARGE, 10, 20));
    }

    @Test
    void headAndWhatTheClientHasAreAnsweredHere() {
        Digest blob = registry.client().push("app", LARGE);
        Answer head = registry.client().send("HEAD", "/v2/app/blobs/" + blob);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("100000");
        assertThat(get(blob, "If-None-Match", head.header("ETag")).status()).isEqualTo(304);
    }

    @Test
    void smallBlobsAndUnknownOnesAreAnsweredHere() {
        Digest blob = registry.client().push("app", new byte[100]);
        assertThat(get(blob).status()).isEqualTo(200);
        assertThat(get(blob).body()).hasSize(100);
        assertThat(get(Digest.of(Digest.Algorithm.SHA256, LARGE)).status()).isEqualTo(404);
    }

    @Test
    void anAddressHoldsForItsTimeAndForOneObject() throws Exception {
        Digest blob = registry.client().push("app", LARGE);
        ObjectKey data = new ObjectKey("images/data/sha256/" + blob.hex().substring(0, 2) + "/" + blob.hex());
        String address = storage.objects()
                .link(data, Duration.ofSeconds(1))
                .orElseThrow()
                .toString();
        await().atMost(Duration.ofMinutes(1)).until(() -> fetch(address).statusCode() == 403);
        String other = get(blob).header("Location").replace(blob.hex(), "0".repeat(64));
        assertThat(fetch(other).statusCode()).isEqualTo(403);
        assertThat(get(blob).header("Location")).contains("X-Amz-Expires=300");
        assertThat(get(blob).header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void withoutRedirectsBytesComeFromHere() throws Exception {
        Digest blob = registry.client().push("app", LARGE);
        try (RunningRegistry plain = RunningRegistry.start(storage.objects())) {
            Answer answer = plain.client().send("GET", "/v2/app/blobs/" + blob);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(LARGE);
        }
    }
}
