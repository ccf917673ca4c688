package dev.tardigrade.registry.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The built program, started as its own process. */
final class RegistryProgram implements AutoCloseable {

    private static final Path LAUNCHER = Path.of("target/dist/bin/registry");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final int port;
    private final int debugPort;

    private RegistryProgram(Process process, Path log, int port, int debugPort) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.debugPort = debugPort;
    }

    /** Serves a folder, and returns when it is ready. */
    static RegistryProgram serve(Path folder) throws IOException {
        return serve(folder, """
                version: 0.1
                log: {level: info, formatter: json}
                storage:
                  filesystem: {rootdirectory: %s}
                  delete: {enabled: true}
                http:
                  addr: 127.0.0.1:%d
                  secret: for this test alone
                  draintimeout: 10s
                  debug: {addr: 127.0.0.1:%d, prometheus: {enabled: true}}
                """.replace("%s", folder.resolve("data").toString()), Map.of());
    }

    /** Serves as a configuration says in which {@code %d} stands for the two ports, and returns when it is ready. */
    static RegistryProgram serve(Path folder, String yaml, Map<String, String> environment) throws IOException {
        int port = freePort();
        int debugPort = freePort();
        Path configuration = Files.writeString(folder.resolve("config.yml"), yaml.formatted(port, debugPort));
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(LAUNCHER.toString(), "serve", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        RegistryProgram program = new RegistryProgram(process, log, port, debugPort);
        program.awaitReady();
        return program;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(debug("/readyz").statusCode()).isEqualTo(200));
    }

    /** Runs a command to its end. */
    static Ended run(Map<String, String> environment, Path folder, String... arguments)
            throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(LAUNCHER.toString()), Stream.of(arguments))
                        .toList())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    HttpResponse<byte[]> send(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<String> debug(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + debugPort + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    int port() {
        return port;
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Waits for the end and gives the exit status. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** The most memory that it has had so far, in bytes, as Linux counts it: heap, code, threads and all. */
    long peakOfMemory() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    << 10;
        }
    }

    List<String> log() throws IOException {
        return Files.readAllLines(log, UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        http.close();
    }

    /** A command that has ended. */
    record Ended(int status, String out, String err) {}
}
