package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.model.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Sends requests to one registry, as they are written in the test. */
public final class Client implements AutoCloseable {

    public static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
    static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI root;

    Client(InetSocketAddress address) {
        this.root = URI.create("http://127.0.0.1:" + address.getPort());
    }

    /** Sends a request without a body; headers are names and values in turn. */
    public Answer send(String method, String path, String... headers) {
        return send(method, path, BodyPublishers.noBody(), headers);
    }

    public Answer send(String method, String path, byte[] body, String... headers) {
        return send(method, path, BodyPublishers.ofByteArray(body), headers);
    }

    public Answer send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path)).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Begins an upload and gives its address. */
    public String begin(String repository) {
        return send("POST", "/v2/" + repository + "/blobs/uploads/").header("Location");
    }

    /** Pushes a blob in one request. */
    public Digest push(String repository, byte[] blob, String... headers) {
        Digest digest = Digest.of(Digest.Algorithm.SHA256, blob);
        Answer answer = send("POST", "/v2/" + repository + "/blobs/uploads/?digest=" + digest, blob, headers);
        if (answer.status() != 201) {
            throw new IllegalStateException("push of a blob: " + answer);
        }
        return digest;
    }

    /** Pushes a blob in requests of this many bytes, each with its range, and one without any that ends it. */
    Digest pushInChunks(String repository, byte[] blob, int size) {
        String location = begin(repository);
        for (int from = 0; from < blob.length; from += size) {
            location = sendChunk(location, blob, from, Math.min(blob.length, from + size));
        }
        return finish(location, blob);
    }

    /** Sends those bytes of a blob, and gives the address to go on at. */
    String sendChunk(String location, byte[] blob, int from, int to) {
        Answer answer = send(
                "PATCH",
                location,
                BodyPublishers.ofByteArray(blob, from, to - from),
                "Content-Range",
                from + "-" + (to - 1));
        if (answer.status() != 202 || !answer.header("Range").equals("0-" + (to - 1))) {
            throw new IllegalStateException("a chunk from " + from + " on: " + answer);
        }
        return answer.header("Location");
    }

    /** Ends an upload that has all bytes of a blob. */
    Digest finish(String location, byte[] blob) {
        Digest digest = Digest.of(Digest.Algorithm.SHA256, blob);
        Answer answer = send("PUT", location + "?digest=" + digest);
        if (answer.status() != 201) {
            throw new IllegalStateException("the end of an upload: " + answer);
        }
        return digest;
    }

    /** Pushes an image of one layer and gives the digest of its manifest. */
    public Digest pushImage(String repository, String tag, byte[] layer) {
        byte[] config =
                ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]},\"x\":\""
                                + tag + "\"}")
                        .getBytes(UTF_8);
        String manifest = image(push(repository, config), config.length, push(repository, layer), layer.length);
        return pushManifest(repository, tag, manifest);
    }

    Digest pushManifest(String repository, String reference, String manifest) {
        Answer answer = putManifest(repository, reference, manifest);
        if (answer.status() != 201) {
            throw new IllegalStateException("push of a manifest: " + answer);
        }
        return Digest.of(Digest.Algorithm.SHA256, manifest.getBytes(UTF_8));
    }

    Answer putManifest(String repository, String reference, String manifest) {
        String type = manifest.contains("\"manifests\"") ? INDEX : IMAGE;
        return send(
                "PUT", "/v2/" + repository + "/manifests/" + reference, manifest.getBytes(UTF_8), "Content-Type", type);
    }

    static String image(Digest config, long configSize, Digest layer, long layerSize) {
        return """
                {"schemaVersion":2,"mediaType":"%s",
                 "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
                 "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"%s","size":%d}]}""".formatted(IMAGE, config, configSize, layer, layerSize);
    }

    /** An artifact that is about another manifest. */
    static String artifact(String type, Digest empty, Digest subject) {
        return """
                {"schemaVersion":2,"mediaType":"%s","artifactType":"%s",
                 "config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"%s","size":2},
                 "layers":[],"annotations":{"made.by":"a test"},
                 "subject":{"mediaType":"%s","digest":"%s","size":1}}""".formatted(IMAGE, type, empty, IMAGE, subject);
    }

    @Override
    public void close() {
        http.close();
    }

    /** What came back. */
    public record Answer(HttpResponse<byte[]> response) {

        public int status() {
            return response.statusCode();
        }

        public byte[] body() {
            return response.body();
        }

        public String text() {
            return new String(body(), UTF_8);
        }

        /** The value of a header that must be there. */
        public String header(String name) {
            return response.headers()
                    .firstValue(name)
                    .orElseThrow(() -> new AssertionError("no header " + name + " in " + this));
        }

        boolean has(String name) {
            return response.headers().firstValue(name).isPresent();
        }

        @Override
        public String toString() {
            return status() + " " + response.headers().map() + " " + text();
        }
    }
}
