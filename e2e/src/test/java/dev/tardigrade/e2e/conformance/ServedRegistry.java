package dev.tardigrade.e2e.conformance;

import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.registry.RegistryProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The registry's program, with all of the protocol switched on; ended by close. */
final class ServedRegistry implements AutoCloseable {

    private static final Path LAUNCHER = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolveSibling("registry-runtime/target/dist/bin/registry");

    private final Process process;
    private final int port;

    private ServedRegistry(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one and waits until it serves. Its configuration and its log lie in the folder. */
    static ServedRegistry start(Storage storage, Path folder) {
        return start(storage, "", folder);
    }

    /** One of several that know each other. */
    static ServedRegistry start(Storage storage, int clusterPort, String peers, Path folder) {
        String cluster = """
                cluster: {addr: "127.0.0.1:%d", self: 127.0.0.1, peers: "%s"}
                """.formatted(clusterPort, peers);
        return start(storage, cluster, folder);
    }

    private static ServedRegistry start(Storage storage, String cluster, Path folder) {
        int port = RegistryProgram.freePort();
        int debugPort = RegistryProgram.freePort();
        String text = """
                version: 0.1
                storage:
                %s  delete: {enabled: true}
                validation: {manifests: {images: {layers: none}, indexes: {platforms: none}}}
                http: {addr: "127.0.0.1:%d", secret: the same for all replicas, debug: {addr: "127.0.0.1:%d"}}
                %s""".formatted(storage.section(), port, debugPort, cluster);
        try {
            Files.createDirectories(folder);
            Path configuration = Files.writeString(folder.resolve("config.yml"), text);
            ensureBucket(storage, configuration, folder);
            ServedRegistry registry = new ServedRegistry(
                    program(storage, folder, "serve", configuration.toString()).start(), port);
            await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> isReady(debugPort));
            return registry;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ensureBucket(Storage storage, Path configuration, Path folder) throws IOException {
        Process ensure = program(storage, folder, "bucket", "ensure", configuration.toString(), "--owner", "a-test")
                .start();
        if (ensure.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("no bucket: " + Files.readString(folder.resolve("registry.log")));
        }
    }

    private static ProcessBuilder program(Storage storage, Path folder, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(LAUNCHER.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(storage.environment());
        builder.environment()
                .put("TERMINATION_LOG", folder.resolve("termination-log").toString());
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("registry.log").toFile()));
    }

    private static boolean isReady(int debugPort) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + debugPort + "/readyz");
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
