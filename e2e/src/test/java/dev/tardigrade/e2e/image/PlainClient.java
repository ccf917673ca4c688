package dev.tardigrade.e2e.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Pushes and pulls by plain requests, none of which is sent twice, so that whatever fails once is seen. Each request goes to the next replica.
 * Digests are computed from the bytes that came. An answer other than the hoped for is thrown as {@link UnexpectedAnswer}, and none within the
 * patience as {@link UncheckedIOException}.
 */
public final class PlainClient {

    private static final byte[] CONFIG = "{}".getBytes(StandardCharsets.UTF_8);
    private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

    private final HttpClient http;
    private final Duration patience;
    private final List<URI> replicas;
    private final AtomicInteger requests = new AtomicInteger();

    public PlainClient(HttpClient http, Duration patience, List<URI> replicas) {
        this.http = http;
        this.patience = patience;
        this.replicas = List.copyOf(replicas);
    }

    /** How many were sent. */
    public int requests() {
        return requests.get();
    }

    /** Pushes an image of one layer. */
    public void push(String repository, String tag, Layer layer) {
        String end = begin(repository);
        done(to(completed(end, Hashed.of(CONFIG))).PUT(BodyPublishers.ofByteArray(CONFIG)), 201);
        pushWhole(repository, layer);
        pushManifest(repository, tag, layer);
    }

    /** The last step of {@link #push}, for which the blobs must be there. */
    public void pushManifest(String repository, String tag, Layer layer) {
        done(
                to("/v2/" + repository + "/manifests/" + tag)
                        .header("Content-Type", MANIFEST_TYPE)
                        .PUT(BodyPublishers.ofString(manifest(layer))),
                201);
    }

    /** Pulls what {@link #push} has pushed. */
    public void pull(String repository, String tag, Layer layer) {
        pullManifest(repository, tag, layer);
        pullBlob(repository, layer);
    }

    public void pullManifest(String repository, String tag, Layer layer) {
        HttpResponse<InputStream> answer =
                send(to("/v2/" + repository + "/manifests/" + tag).header("Accept", MANIFEST_TYPE), 200);
        expectDigest(answer, Hashed.of(manifest(layer).getBytes(StandardCharsets.UTF_8)));
    }

    /** Deletes the manifest of what {@link #push} has pushed. */
    public void delete(String repository, Layer layer) {
        String digest = Hashed.of(manifest(layer).getBytes(StandardCharsets.UTF_8));
        done(to("/v2/" + repository + "/manifests/" + digest).DELETE(), 202);
    }

    public void pullBlob(String repository, Layer layer) {
        String digest = layer.digest();
        expectDigest(send(to("/v2/" + repository + "/blobs/" + digest), 200), digest);
    }

    /** Any GET that is answered by 200. */
    public void get(String path) {
        done(to(path), 200);
    }

    /** POST, and a PUT with all bytes. */
    public void pushWhole(String repository, Layer layer) {
        done(to(completed(begin(repository), layer.digest())).PUT(bytes(layer, 0, layer.size())), 201);
    }

    /** POST, one PATCH whose length is not told, and a PUT. */
    public void pushStreamed(String repository, Layer layer) {
        String next =
                location(done(to(begin(repository)).method("PATCH", BodyPublishers.ofInputStream(layer::stream)), 202));
        done(to(completed(next, layer.digest())).PUT(BodyPublishers.noBody()), 201);
    }

    /** POST, PATCHes of so many bytes each, and a PUT. */
    public void pushInChunks(String repository, Layer layer, long chunk) {
        String next = begin(repository);
        for (long first = 0; first < layer.size(); first += chunk) {
            long length = Math.min(chunk, layer.size() - first);
            next = location(done(
                    to(next).header("Content-Range", first + "-" + (first + length - 1))
                            .method("PATCH", bytes(layer, first, length)),
                    202));
        }
        done(to(completed(next, layer.digest())).PUT(BodyPublishers.noBody()), 201);
    }

    /** Begins an upload by one PATCH with the first so many bytes; what it returns is for {@link #endWith}. */
    public String beginWith(String repository, Layer layer, long length) {
        return location(done(to(begin(repository)).method("PATCH", bytes(layer, 0, length)), 202));
    }

    /** Sends the bytes that are left by the PUT that ends an upload. */
    public void endWith(String location, Layer layer, long sent) {
        done(to(completed(location, layer.digest())).PUT(bytes(layer, sent, layer.size() - sent)), 201);
    }

    private String begin(String repository) {
        return location(done(to("/v2/" + repository + "/blobs/uploads/").POST(BodyPublishers.noBody()), 202));
    }

    /** Path and query alone: the next request goes to another replica. */
    private static String location(HttpResponse<?> answer) {
        URI told = URI.create(answer.headers().firstValue("Location").orElseThrow());
        return told.getRawQuery() == null ? told.getRawPath() : told.getRawPath() + "?" + told.getRawQuery();
    }

    private static String completed(String location, String digest) {
        return location + (location.contains("?") ? "&" : "?") + "digest=" + digest;
    }

    private static BodyPublisher bytes(Layer layer, long first, long length) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> layer.stream(first, length)), length);
    }

    private static String manifest(Layer layer) {
        return """
                {"schemaVersion":2,"mediaType":"%s",\
                "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},\
                "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}""".formatted(MANIFEST_TYPE, Hashed.of(CONFIG), CONFIG.length, layer.digest(), layer.size());
    }

    private HttpRequest.Builder to(String path) {
        URI replica = replicas.get(Math.floorMod(requests.getAndIncrement(), replicas.size()));
        return HttpRequest.newBuilder(replica.resolve(path)).timeout(patience);
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder builder, int wanted) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            if (answer.statusCode() == wanted) {
                return answer;
            }
            try (InputStream body = answer.body()) {
                throw new UnexpectedAnswer(request, answer, body.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a request, and drops the body of the answer, so that the connection is free again. */
    private HttpResponse<InputStream> done(HttpRequest.Builder builder, int wanted) {
        HttpResponse<InputStream> answer = send(builder, wanted);
        try (InputStream body = answer.body()) {
            body.transferTo(OutputStream.nullOutputStream());
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(answer.uri().toString(), e);
        }
    }

    private static void expectDigest(HttpResponse<InputStream> answer, String digest) {
        try (Hashed body = new Hashed(answer.body())) {
            body.transferTo(OutputStream.nullOutputStream());
            String came = body.digest();
            if (!came.equals(digest)) {
                throw new IllegalStateException(answer.uri() + " came as " + came + " and not " + digest);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(answer.uri().toString(), e);
        }
    }
}
