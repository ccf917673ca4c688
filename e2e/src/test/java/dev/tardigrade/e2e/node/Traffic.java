package dev.tardigrade.e2e.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that push images and pull them again without a pause, and never try anything twice: what fails once is counted. Each image has
 * its own repository, its layer goes into a data object.
 */
final class Traffic implements AutoCloseable {

    private static final int CLIENTS = 3;
    private static final int LAYER_BYTES = 64 * 1024;
    private static final long PAUSE_MILLIS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

    private final URI registry;
    private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(CLIENTS);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger images = new AtomicInteger();

    private Traffic(URI registry) {
        this.registry = registry;
    }

    static Traffic to(URI registry) {
        Traffic traffic = new Traffic(registry);
        for (int client = 0; client < CLIENTS; client++) {
            var _ = traffic.clients.scheduleWithFixedDelay(
                    traffic::pushAndPull, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
        return traffic;
    }

    /** What went wrong so far, with its time. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    int requests() {
        return requests.get();
    }

    private void pushAndPull() {
        int number = images.incrementAndGet();
        try (HttpClient http = HttpClient.newHttpClient()) {
            new Image(http, "traffic/image-" + number, content(number)).roundTrip();
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            failures.add(Instant.now() + " image " + number + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] content(int number) {
        byte[] content = new byte[LAYER_BYTES];
        new Random(number).nextBytes(content);
        return content;
    }

    private final class Image {

        private final HttpClient http;
        private final String repository;
        private final byte[] layer;

        Image(HttpClient http, String repository, byte[] layer) {
            this.http = http;
            this.repository = repository;
            this.layer = layer;
        }

        void roundTrip() throws IOException, InterruptedException {
            byte[] config = "{}".getBytes(StandardCharsets.UTF_8);
            push(config);
            push(layer);
            byte[] manifest = manifest(config).getBytes(StandardCharsets.UTF_8);
            send(
                    request("/manifests/latest")
                            .header("Content-Type", MANIFEST_TYPE)
                            .PUT(BodyPublishers.ofByteArray(manifest)),
                    201);
            expect(manifest, send(request("/manifests/latest").header("Accept", MANIFEST_TYPE), 200));
            expect(layer, send(request("/blobs/" + digest(layer)), 200));
        }

        private void push(byte[] blob) throws IOException, InterruptedException {
            HttpResponse<byte[]> begun = send(request("/blobs/uploads/").POST(BodyPublishers.noBody()), 202);
            URI location =
                    begun.uri().resolve(begun.headers().firstValue("Location").orElseThrow());
            String separator = location.getQuery() == null ? "?" : "&";
            URI end = URI.create(location + separator + "digest=" + digest(blob));
            send(
                    HttpRequest.newBuilder(end)
                            .header("Content-Type", "application/octet-stream")
                            .PUT(BodyPublishers.ofByteArray(blob)),
                    201);
        }

        private String manifest(byte[] config) {
            return """
                    {"schemaVersion":2,"mediaType":"%s",\
                    "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},\
                    "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}""".formatted(MANIFEST_TYPE, digest(config), config.length, digest(layer), layer.length);
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(registry.resolve("/v2/" + repository + path));
        }

        private HttpResponse<byte[]> send(HttpRequest.Builder request, int wanted)
                throws IOException, InterruptedException {
            requests.incrementAndGet();
            HttpRequest built = request.timeout(PATIENCE).build();
            HttpResponse<byte[]> response = http.send(built, BodyHandlers.ofByteArray());
            if (response.statusCode() != wanted) {
                throw new IllegalStateException(built.method() + " " + built.uri() + ": " + response.statusCode() + " "
                        + new String(response.body(), StandardCharsets.UTF_8));
            }
            return response;
        }

        private void expect(byte[] wanted, HttpResponse<byte[]> response) {
            if (!Arrays.equals(wanted, response.body())) {
                throw new IllegalStateException(response.uri() + " has another content");
            }
        }
    }

    private static String digest(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No more images. Those that are under way end. */
    @Override
    public void close() {
        clients.shutdown();
    }

    /** Lets the images that are under way end. */
    void end() {
        clients.shutdown();
        try {
            if (!clients.awaitTermination(2, TimeUnit.MINUTES)) {
                failures.add("clients did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
