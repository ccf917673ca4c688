package dev.tardigrade.e2e.clients;

import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.BedProgram;
import dev.tardigrade.e2e.process.ServerProcess;
import dev.tardigrade.e2e.registry.ImageName;
import dev.tardigrade.e2e.registry.RegistryProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A {@code registry:2} that serves; ended by close. */
final class OldRegistry implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** What people run under that name. */
    enum Version {
        /** Debian package {@code docker-registry}. */
        V2_8,
        /** Built from its Go module. */
        V3;

        private String program() {
            return switch (this) {
                case V2_8 -> "docker-registry";
                case V3 -> BedProgram.DISTRIBUTION.path().toString();
            };
        }
    }

    private final ServerProcess process;
    private final int port;

    private OldRegistry(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one.
     *
     * @param storage the sections below {@code storage} in one line of YAML, without the braces
     */
    static OldRegistry start(Version version, String storage, Path folder) {
        int port = RegistryProgram.freePort();
        try {
            Path configuration = Files.writeString(folder.resolve("old.yml"), """
                    version: 0.1
                    log: {level: info}
                    storage: {%s, delete: {enabled: true}}
                    http: {addr: "127.0.0.1:%d", secret: of the test}
                    """.formatted(storage, port));
            ProcessBuilder builder = new ProcessBuilder(version.program(), "serve", configuration.toString());
            // 2.8 ends with a nil pointer where this is set.
            builder.environment().remove("AWS_CA_BUNDLE");
            OldRegistry registry = new OldRegistry(ServerProcess.start(builder, folder.resolve("old.log")), port);
            await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(registry::answers);
            return registry;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri("/v2/")).build()).statusCode() == 200;
    }

    /** Host and port. */
    String address() {
        return "127.0.0.1:" + port;
    }

    ImageName image(String repository, String tag) {
        return new ImageName(address(), repository, tag);
    }

    /** Begins an upload, sends some of it, and leaves it there. */
    void leaveUpload(String repository) throws IOException, InterruptedException {
        URI begin = uri("/v2/" + repository + "/blobs/uploads/");
        HttpResponse<String> begun =
                send(HttpRequest.newBuilder(begin).POST(BodyPublishers.noBody()).build());
        URI upload = begin.resolve(begun.headers().firstValue("Location").orElseThrow());
        HttpResponse<String> sent = send(HttpRequest.newBuilder(upload)
                .header("Content-Type", "application/octet-stream")
                .method("PATCH", BodyPublishers.ofByteArray(new byte[1 << 20]))
                .build());
        if (sent.statusCode() != 202) {
            throw new IllegalStateException(sent.statusCode() + " " + sent.body());
        }
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        process.close();
    }
}
