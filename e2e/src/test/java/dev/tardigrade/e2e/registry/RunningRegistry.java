package dev.tardigrade.e2e.registry;

import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/** A registry process that serves; ended by close. Its log is in {@code registry.log} of its folder. */
public final class RunningRegistry implements AutoCloseable {

    private static final Pattern ACCESS =
            Pattern.compile("\"message\":\"(?<method>[A-Z]+) (?<path>/v2/\\S*) (?<status>\\d{3})\"");

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final ServerProcess process;
    private final Path log;
    private final int port;
    private final int debugPort;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningRegistry(ServerProcess process, Path log, int port, int debugPort) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.debugPort = debugPort;
    }

    /** One request, as the access log tells it. */
    public record Served(String method, String path, int status) {}

    /** Starts one and waits until its storage is reachable. */
    public static RunningRegistry start(RegistryConfiguration settings, Path folder) {
        int port = RegistryProgram.freePort();
        int debugPort = RegistryProgram.freePort();
        Path log = folder.resolve("registry.log");
        ServerProcess process = ServerProcess.start(
                RegistryProgram.serve(settings.write(folder, port, debugPort), settings.environment()), log);
        RunningRegistry registry = new RunningRegistry(process, log, port, debugPort);
        try {
            await().atMost(START_LIMIT)
                    .ignoreExceptions()
                    .until(() -> process.hasEnded() || registry.readiness() == 200);
            if (process.hasEnded()) {
                throw new IllegalStateException("the registry ended: " + Files.readString(log));
            }
            return registry;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ConditionTimeoutException e) {
            registry.close();
            throw e;
        }
    }

    /** Host and port. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    public long pid() {
        return process.pid();
    }

    public ImageName image(String repository, String tag) {
        return new ImageName(address(), repository, tag);
    }

    /** All requests to one repository that have ended, in the order of their ends. */
    public List<Served> served(String repository) {
        try (var lines = Files.lines(log)) {
            return lines.map(ACCESS::matcher)
                    .filter(match -> match.find() && match.group("path").startsWith("/v2/" + repository + "/"))
                    .map(match -> new Served(
                            match.group("method"), match.group("path"), Integer.parseInt(match.group("status"))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Status of {@code /readyz}. */
    public int readiness() throws IOException, InterruptedException {
        return debug("/readyz").statusCode();
    }

    /** How many requests to S3 had this outcome, of all operations. */
    public long s3Requests(String outcome) throws IOException, InterruptedException {
        return debug("/metrics")
                .body()
                .lines()
                .filter(line ->
                        line.startsWith("registry_s3_requests_total{") && line.contains("outcome=\"" + outcome + "\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private HttpResponse<String> debug(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + debugPort + path))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.close();
    }
}
