package dev.tardigrade.registry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.testing.s3.S3Access;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** The built program as one replica of a registry on S3, or as the one on files. It can be killed, stopped and started again at the same addresses. */
final class ReplicaProgram implements AutoCloseable {

    private static final Path LAUNCHER = Path.of("target/dist/bin/registry");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Path folder;
    private final String name;
    private final Path configuration;
    private final URI address;
    private final URI debugAddress;
    private @Nullable Process process;

    private ReplicaProgram(Path folder, String name, Path configuration, URI address, URI debugAddress) {
        this.folder = folder;
        this.name = name;
        this.configuration = configuration;
        this.address = address;
        this.debugAddress = debugAddress;
    }

    /**
     * Describes a replica; it does not run yet.
     *
     * @param peer where this one answers the others
     * @param peers where all replicas do
     */
    static ReplicaProgram of(Path folder, String name, S3Access s3, String peer, String peers) throws IOException {
        String storage = "s3: {regionendpoint: '%s', bucket: images, accesskey: %s, secretkey: %s}"
                .formatted(s3.endpoint(), s3.accessKey(), s3.secretKey());
        return of(folder, name, storage, "cluster: {addr: '%s', self: '%s', peers: '%s'}".formatted(peer, peer, peers));
    }

    /** Describes one that is alone and serves a folder; it does not run yet. */
    static ReplicaProgram onFiles(Path folder, Path root) throws IOException {
        return of(folder, "files", "filesystem: {rootdirectory: '%s'}".formatted(root), "");
    }

    private static ReplicaProgram of(Path folder, String name, String storage, String cluster) throws IOException {
        int port = freePort();
        int debugPort = freePort();
        Path configuration =
                Files.writeString(folder.resolve(name + ".yml"), """
                version: 0.1
                log: {level: info, formatter: json}
                storage:
                  %s
                  delete: {enabled: true}
                  maintenance: {uploadpurging: {enabled: false}}
                http:
                  addr: 127.0.0.1:%d
                  secret: for this test alone
                  draintimeout: 2s
                  debug: {addr: 127.0.0.1:%d, prometheus: {enabled: true}}
                %s
                """.formatted(storage, port, debugPort, cluster));
        return new ReplicaProgram(
                folder,
                name,
                configuration,
                URI.create("http://127.0.0.1:" + port),
                URI.create("http://127.0.0.1:" + debugPort));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Starts it where it does not run, and returns when it is ready. */
    void start() throws IOException {
        if (process != null && process.isAlive()) {
            return;
        }
        process = run("serve", "classes.jsa");
        try {
            awaitReady();
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    name + " does not get ready: " + Files.readString(folder.resolve(name + ".log")), e);
        }
    }

    /** Begins a pass of garbage collection, in a process of its own. */
    Process collect() throws IOException {
        return run("garbage-collect", "collector-classes.jsa");
    }

    /** With a heap so small that parts are cut long before 64 MiB, and a start that is as fast as can be. */
    private Process run(String command, String classes) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(LAUNCHER.toString(), command, configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(name + ".log").toFile()));
        builder.environment()
                .put(
                        "JAVA_OPTS",
                        "-Xmx48m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+AutoCreateSharedArchive"
                                + " -Xlog:cds=off -Xlog:cds+dynamic=off -XX:SharedArchiveFile="
                                + folder.resolve(classes));
        return builder.start();
    }

    private void awaitReady() {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> http.send(
                                        HttpRequest.newBuilder(debugAddress.resolve("/readyz"))
                                                .build(),
                                        BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    /** By SIGKILL. */
    void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    /** By SIGTERM; waits for its end. */
    void stop() throws IOException {
        if (process != null) {
            process.destroy();
            try {
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    /** Sends a request; headers are names and values in turn. */
    HttpResponse<byte[]> send(String method, String path, BodyPublisher body, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    int port() {
        return address.getPort();
    }

    @Override
    public void close() {
        kill();
        http.close();
    }
}
