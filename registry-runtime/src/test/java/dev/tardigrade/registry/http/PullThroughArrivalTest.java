package dev.tardigrade.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.tardigrade.registry.blob.FolderLimits;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import dev.tardigrade.registry.upstream.UpstreamRules;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients get large blobs of an upstream while these come. */
final class PullThroughArrivalTest {

    private static final int FIRST = 1 << 20;
    private static final byte[] BLOB = bytes();
    private static final String LAYER = "/blobs/" + Digest.of(Digest.Algorithm.SHA256, BLOB);

    private final CountDownLatch rest = new CountDownLatch(1);
    private FakeUpstream there;
    private RunningRegistry here;
    private HttpClient http;

    private static byte[] bytes() {
        byte[] bytes = new byte[3 << 20];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    @BeforeEach
    void start(@TempDir Path disk) throws IOException {
        there = new FakeUpstream();
        here = RunningRegistry.with(
                MemoryStorage.open(Clock.systemUTC()).objects(),
                TestOptions.usual()
                        .keepingBlobs(new FolderLimits(disk, 1 << 24))
                        .pullingThrough(UpstreamRules.of(List.of(there.below("hub", Duration.ZERO)))));
        http = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        rest.countDown();
        there.close();
        http.close();
        here.close();
    }

    /** Sends a megabyte, and goes on when the test wants it. */
    private FakeUpstream.Script halting(byte[] first, FakeUpstream.Script then) {
        return exchange -> {
            exchange.sendResponseHeaders(200, BLOB.length);
            exchange.getResponseBody().write(first, 0, FIRST);
            exchange.getResponseBody().flush();
            try {
                rest.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            then.answer(exchange);
        };
    }

    private static FakeUpstream.Script remainder() {
        return exchange -> exchange.getResponseBody().write(BLOB, FIRST, BLOB.length - FIRST);
    }

    private static void breakOff() throws IOException {
        throw new IOException("as the test wants");
    }

    private HttpResponse<InputStream> get(String... headers) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + here.address().getPort() + "/v2/hub/app" + LAYER);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofInputStream());
    }

    @Test
    void theFirstClientNeedNotWaitForTheWholeBlob() throws Exception {
        there.on("/v2/app" + LAYER, halting(BLOB, remainder()));
        try (InputStream first = get().body();
                InputStream joined = get("Range", "bytes=10-").body()) {
            assertThat(first.readNBytes(FIRST)).isEqualTo(Arrays.copyOf(BLOB, FIRST));
            assertThat(joined.readNBytes(FIRST - 10)).isEqualTo(Arrays.copyOfRange(BLOB, 10, FIRST));
            rest.countDown();
            assertThat(first.readAllBytes()).isEqualTo(Arrays.copyOfRange(BLOB, FIRST, BLOB.length));
            assertThat(joined.readAllBytes()).isEqualTo(Arrays.copyOfRange(BLOB, FIRST, BLOB.length));
        }
        assertThat(here.client().send("GET", "/v2/hub/app" + LAYER).body()).isEqualTo(BLOB);
        assertThat(there.asked("GET", "/v2/app" + LAYER)).isEqualTo(1);
    }

    @Test
    void aTransferBreaksWhereTheUpstreamDoes() throws Exception {
        there.on("/v2/app" + LAYER, halting(BLOB, _ -> breakOff()));
        assertBroken();
    }

    @Test
    void aTransferOfOtherBytesThanThoseOfTheDigestBreaks() throws Exception {
        byte[] other = BLOB.clone();
        other[77]++;
        there.on("/v2/app" + LAYER, halting(other, remainder()));
        assertBroken();
    }

    @Test
    void aRangeWithoutTheEndIsGivenWhenTheBlobIsVerified() throws Exception {
        byte[] other = BLOB.clone();
        other[BLOB.length - 1]++;
        there.on(
                "/v2/app" + LAYER,
                halting(other, exchange -> exchange.getResponseBody().write(other, FIRST, BLOB.length - FIRST)));
        try (InputStream first = get().body()) {
            assertThat(first.readNBytes(FIRST)).hasSize(FIRST);
            var range = CompletableFuture.supplyAsync(this::firstBytes);
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> range.get(200, TimeUnit.MILLISECONDS));
            rest.countDown();
            assertThat(range.get().statusCode()).isGreaterThanOrEqualTo(500);
        }
    }

    private HttpResponse<InputStream> firstBytes() {
        try {
            return get("Range", "bytes=0-99");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertBroken() throws Exception {
        HttpResponse<InputStream> answer = get();
        assertThat(answer.statusCode()).isEqualTo(200);
        try (InputStream body = answer.body()) {
            assertThat(body.readNBytes(FIRST)).hasSize(FIRST);
            rest.countDown();
            assertThatIOException().isThrownBy(body::readAllBytes);
        }
        there.on("/v2/app" + LAYER, FakeUpstream.status(404));
        assertThat(here.client().send("GET", "/v2/hub/app" + LAYER).status()).isNotEqualTo(200);
    }

    @Test
    void aClientThatGoesAwayStopsNothing() throws Exception {
        there.on("/v2/app" + LAYER, halting(BLOB, remainder()));
        try (InputStream body = get().body()) {
            assertThat(body.readNBytes(10)).hasSize(10);
        }
        rest.countDown();
        assertThat(here.client().send("GET", "/v2/hub/app" + LAYER).body()).isEqualTo(BLOB);
        assertThat(there.asked("GET", "/v2/app" + LAYER)).isEqualTo(1);
    }
}
