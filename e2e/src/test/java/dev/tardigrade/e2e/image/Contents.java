package dev.tardigrade.e2e.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tardigrade.e2e.registry.ImageName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Reads an image as no client of ours does: plain requests, and each digest computed from the bytes that came. */
public record Contents(int images, int layers, long bytes) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCEPT = String.join(
            ",",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    private static final Contents NOTHING = new Contents(0, 0, 0);

    /**
     * Reads everything that a tag reaches.
     *
     * @throws IllegalStateException when something is missing, or is not what its digest says
     */
    public static Contents of(ImageName image) {
        return manifest("http://" + image.registry() + "/v2/" + image.repository(), image.tag());
    }

    private static Contents manifest(String repository, String reference) {
        try {
            HttpResponse<byte[]> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(repository + "/manifests/" + reference))
                            .header("Accept", ACCEPT)
                            .build(),
                    BodyHandlers.ofByteArray());
            expect(answer.statusCode() == 200, "manifest " + reference + " is answered by " + answer.statusCode());
            String told = answer.headers().firstValue("Docker-Content-Digest").orElse("none");
            expect(told.equals(Hashed.of(answer.body())), "manifest " + reference + " is not " + told);
            return inside(repository, JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Contents inside(String repository, JsonNode manifest) throws IOException, InterruptedException {
        Contents all = NOTHING;
        for (JsonNode child : manifest.path("manifests")) {
            all = all.and(manifest(repository, child.path("digest").asText()));
        }
        if (!manifest.has("config")) {
            return all;
        }
        read(repository, manifest.path("config"));
        int layers = 0;
        long bytes = 0;
        for (JsonNode layer : manifest.path("layers")) {
            layers++;
            bytes += read(repository, layer);
        }
        return all.and(new Contents(1, layers, bytes));
    }

    private static long read(String repository, JsonNode blob) throws IOException, InterruptedException {
        String digest = blob.path("digest").asText();
        HttpResponse<InputStream> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(repository + "/blobs/" + digest))
                        .build(),
                BodyHandlers.ofInputStream());
        long size;
        String came;
        try (Hashed in = new Hashed(answer.body())) {
            size = in.transferTo(OutputStream.nullOutputStream());
            came = in.digest();
        }
        expect(answer.statusCode() == 200, "blob " + digest + " is answered by " + answer.statusCode());
        expect(digest.equals(came), "blob is not " + digest);
        expect(size == blob.path("size").asLong(), "blob " + digest + " has " + size + " bytes");
        return size;
    }

    private Contents and(Contents other) {
        return new Contents(images + other.images, layers + other.layers, bytes + other.bytes);
    }

    private static void expect(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }
}
