package dev.tardigrade.e2e.storj;

import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.BedProgram;
import dev.tardigrade.e2e.process.Command;
import dev.tardigrade.e2e.registry.RegistryProgram;
import dev.tardigrade.e2e.registry.RegistrySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Storj's gateway with a grant of its own, and a client that signs requests to it. Ended by close. */
public final class Gateway implements AutoCloseable {

    private static final String ACCESS_KEY = "key";
    private static final String SECRET_KEY = "secret-of-this-test";

    private final ProcessBuilder builder;
    private final Path log;
    private final String endpoint;
    private Process process;

    private Gateway(ProcessBuilder builder, Path log, String endpoint) throws IOException {
        this.builder = builder;
        this.log = log;
        this.endpoint = endpoint;
        this.process = builder.start();
    }

    /** Starts one on loopback and waits until it answers, or has ended because the satellite refuses its grant. */
    static Gateway start(String grant, Path folder) {
        return start(grant, "127.0.0.1", folder);
    }

    /** The same at another address of this machine. */
    public static Gateway start(String grant, String host, Path folder) {
        String address = host + ":" + RegistryProgram.freePort();
        try {
            Path configuration = Files.createTempDirectory(folder, "gateway");
            Path log = configuration.resolve("gateway.log");
            ProcessBuilder builder = new ProcessBuilder(
                            BedProgram.GATEWAY.path().toString(), "run", "--metrics.addr=")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment()
                    .putAll(Map.of(
                            "GOMEMLIMIT",
                            "256MiB",
                            "MINIO_API_REQUESTS_MAX",
                            "200",
                            "STORJ_ACCESS",
                            grant,
                            "STORJ_CONFIG_DIR",
                            configuration.toString(),
                            "STORJ_LOG_LEVEL",
                            "warn",
                            "STORJ_MINIO_ACCESS_KEY",
                            ACCESS_KEY,
                            "STORJ_MINIO_SECRET_KEY",
                            SECRET_KEY,
                            "STORJ_SERVER_ADDRESS",
                            address));
            Gateway gateway = new Gateway(builder, log, "http://" + address);
            gateway.awaitAnswerOrEnd();
            return gateway;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswerOrEnd() {
        await().atMost(Duration.ofSeconds(60)).until(() -> hasEnded() || status("GET", "/") != Answer.NONE);
    }

    /** For a registry that has this gateway to itself. */
    public RegistrySettings settings(String bucket) {
        return new RegistrySettings(URI.create(endpoint), bucket, ACCESS_KEY, SECRET_KEY);
    }

    /** Ends it at once, whatever it does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Starts it again at the same address. */
    public void restart() {
        try {
            process = builder.start();
            awaitAnswerOrEnd();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps its connections, and does nothing more until {@link #goOn}. */
    void stop() {
        signal("STOP");
    }

    void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        Command.of("kill", "-" + name, process.pid()).run();
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    /** All that it said; a kubelet hands the end of it on when it ends. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a request was answered with. */
    record Answer(int status, String body) {

        /** Status where there was no answer. */
        static final int NONE = 0;
    }

    /** The status that a request is answered with. */
    public int status(String method, String path) {
        return call(method, path).status();
    }

    /** The body that a request is answered with. */
    public String get(String path) {
        return call("GET", path).body();
    }

    int put(String path) {
        return call("PUT", path, "--data-binary", "hello").status();
    }

    /** A request that is sent once; the options are those of curl. */
    Answer call(String method, String path, String... options) {
        List<Object> line = new ArrayList<>(List.of("curl", "--silent", "--noproxy", "*", "--max-time", "30"));
        line.addAll(List.of("--aws-sigv4", "aws:amz:us-east-1:s3", "--user", ACCESS_KEY + ":" + SECRET_KEY));
        line.addAll(
                List.of("--header", "x-amz-content-sha256: UNSIGNED-PAYLOAD", "--header", "content-type: text/plain"));
        line.addAll(List.of("--write-out", "\n%{http_code}", "--request", method, endpoint + path));
        line.addAll(List.of(options));
        String said = Command.of(line.toArray()).tryToRun().output();
        int end = said.lastIndexOf('\n');
        return new Answer(Integer.parseInt(said.substring(end + 1)), said.substring(0, end));
    }

    @Override
    public void close() {
        if (!hasEnded()) {
            goOn(); // what is stopped would not end, either
        }
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
