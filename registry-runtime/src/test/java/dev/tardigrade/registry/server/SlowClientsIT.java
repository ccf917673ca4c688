package dev.tardigrade.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.testing.s3.S3Access;
import dev.tardigrade.testing.s3.S3Operation;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients at a time, some of them slow, of a server that has the heap and the options of its image in a pod of 256 MiB. */
final class SlowClientsIT {

    private static final int CLIENTS = 64;
    private static final int LAYER = 3 << 20;
    private static final int LARGE_LAYER = 16 << 20;
    private static final long MEMORY_OF_THE_POD = 256 << 20;
    private static final String OPTIONS_OF_THE_IMAGE = "-Xmx102m -XX:-UsePerfData";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    @Test
    void pushesAndPullsOfFastAndSlowClientsFitIntoItsMemory()
            throws IOException, InterruptedException, ExecutionException {
        try (S3TestServer s3 = S3TestServer.start(S3Profile.storj().withoutRateLimits())
                        .withBucket("images");
                RegistryProgram registry = serve(s3.access());
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            byte[] pulled = layer(CLIENTS, LAYER);
            push(registry, pulled, Speed.FAST);
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                byte[] pushed = layer(client, LAYER);
                Speed speed = client % 2 == 0 ? Speed.FAST : Speed.SLOW;
                running.add(clients.submit(() -> push(registry, pushed, speed)));
                running.add(clients.submit(() -> pull(registry, pulled, speed)));
            }
            for (Future<?> client : running) {
                client.get();
            }
            assertThat(registry.peakOfMemory()).isLessThan(MEMORY_OF_THE_POD);
        }
    }

    @Test
    void aHundredPullsOfALargeLayerReadItOnce() throws IOException, InterruptedException, ExecutionException {
        try (S3TestServer s3 = S3TestServer.start(S3Profile.storj().withoutRateLimits())
                        .withBucket("images");
                RegistryProgram registry = serve(s3.access());
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            byte[] layer = layer(0, LARGE_LAYER);
            push(registry, layer, Speed.FAST);
            s3.calls().reset();

            List<Future<?>> running = Stream.<Future<?>>generate(
                            () -> clients.submit(() -> pull(registry, layer, Speed.FAST)))
                    .limit(100)
                    .toList();
            for (Future<?> client : running) {
                client.get();
            }

            assertThat(s3.calls().of(S3Operation.GET_OBJECT)).isEqualTo(1);
            assertThat(registry.peakOfMemory()).isLessThan(MEMORY_OF_THE_POD);
        }
    }

    private RegistryProgram serve(S3Access s3) throws IOException {
        String yaml = """
                version: 0.1
                log: {level: warn}
                storage:
                  s3: {regionendpoint: '%s', bucket: images, accesskey: '%s', secretkey: '%s'}
                cache: {blobs: {directory: '%s'}}
                http:
                  addr: 127.0.0.1:%%d
                  secret: for this test alone
                  debug: {addr: 127.0.0.1:%%d}
                """.formatted(s3.endpoint(), s3.accessKey(), s3.secretKey(), folder.resolve("cache"));
        return RegistryProgram.serve(folder, yaml, Map.of("JAVA_OPTS", OPTIONS_OF_THE_IMAGE));
    }

    /** One that no other client has. */
    private static byte[] layer(int number, int size) {
        byte[] bytes = new byte[size];
        new Random(number).nextBytes(bytes);
        return bytes;
    }

    private Void push(RegistryProgram registry, byte[] layer, Speed speed) throws IOException, InterruptedException {
        String location = send(registry, "POST", "/v2/app/blobs/uploads/", BodyPublishers.noBody(), 202)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        BodyPublisher body = BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> speed.of(new ByteArrayInputStream(layer))), layer.length);
        String digest = Digest.of(Digest.Algorithm.SHA256, layer).toString();
        send(registry, "PUT", location + (location.contains("?") ? "&" : "?") + "digest=" + digest, body, 201);
        return null;
    }

    private Void pull(RegistryProgram registry, byte[] layer, Speed speed) throws IOException, InterruptedException {
        String digest = Digest.of(Digest.Algorithm.SHA256, layer).toString();
        try (InputStream body = send(registry, "GET", "/v2/app/blobs/" + digest, BodyPublishers.noBody(), 200)
                .body()) {
            assertContent(speed.of(body), layer);
        }
        return null;
    }

    private static void assertContent(InputStream body, byte[] wanted) throws IOException {
        byte[] piece = new byte[Speed.STEP];
        int at = 0;
        for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
            assertThat(Arrays.equals(piece, 0, count, wanted, at, at + count)).isTrue();
            at += count;
        }
        assertThat(at).isEqualTo(wanted.length);
    }

    private HttpResponse<InputStream> send(
            RegistryProgram registry, String method, String path, BodyPublisher body, int status)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + registry.port() + path))
                        .method(method, body)
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(status);
        return answer;
    }

    /** How a client sends and takes. */
    private enum Speed {
        FAST(0),
        SLOW(25);

        /** What the client of the JDK reads at a time; so a layer takes some 5 s. */
        private static final int STEP = 16 << 10;

        private final long pause;

        Speed(long pause) {
            this.pause = pause;
        }

        InputStream of(InputStream content) {
            return new FilterInputStream(content) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    try {
                        Thread.sleep(pause);
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                        throw new InterruptedIOException();
                    }
                    return super.read(bytes, offset, Math.min(length, STEP));
                }
            };
        }
    }
}
