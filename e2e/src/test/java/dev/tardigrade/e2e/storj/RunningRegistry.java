package dev.tardigrade.e2e.storj;

import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.clients.ImageName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A registry process that serves; ended by close. Its log is in {@code registry.log} of its folder. */
final class RunningRegistry implements AutoCloseable {

    private final Process process;
    private final int port;
    private final int debugPort;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningRegistry(Process process, int port, int debugPort) {
        this.process = process;
        this.port = port;
        this.debugPort = debugPort;
    }

    /** Starts one and waits until its storage is reachable. */
    static RunningRegistry start(RegistrySettings settings, Path folder) {
        int port = RegistryProgram.freePort();
        int debugPort = RegistryProgram.freePort();
        try {
            Process process = RegistryProgram.serve(settings.write(folder, port, debugPort), settings.environment())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("registry.log").toFile())
                    .start();
            RunningRegistry registry = new RunningRegistry(process, port, debugPort);
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> registry.readiness() == 200);
            return registry;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ImageName image(String repository, String tag) {
        return new ImageName("127.0.0.1:" + port, repository, tag);
    }

    /** Status of {@code /readyz}. */
    int readiness() throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + debugPort + "/readyz"))
                                .timeout(Duration.ofSeconds(30))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
