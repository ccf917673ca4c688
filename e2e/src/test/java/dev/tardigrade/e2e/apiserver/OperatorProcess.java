package dev.tardigrade.e2e.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.ServiceAccountName;
import dev.tardigrade.e2e.image.ShippedImages;
import dev.tardigrade.e2e.process.Command;
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
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The launcher of {@code operator/target/dist}, run with the account of the manifests and nothing more. */
public final class OperatorProcess implements AutoCloseable {

    public static final ServiceAccountName ACCOUNT = new ServiceAccountName("tardigrade-system", "tardigrade-operator");

    /** The share of the manifests' limit of memory, 256 MiB, that its image gives to the heap, 40 %. */
    public static final String MEMORY_OF_THE_IMAGE = "-Xmx102m -XX:+UseStringDeduplication";

    /** The file in the folder of a process that has what it says; of one after the other what both say. */
    public static final String LOG = "operator.log";

    private static final Path REPOSITORY =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling(".");
    private static final Path LAUNCHER = REPOSITORY.resolve("operator/target/dist/bin/operator");
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;
    private final URI health;

    private OperatorProcess(Process process, Path log, URI health) {
        this.process = process;
        this.log = log;
        this.health = health;
    }

    /**
     * Applies the manifests that are shipped, again while an API server that has just begun does not take all of them. The Deployment in them
     * gets no pod where there is no node.
     */
    public static void install(Cluster cluster) {
        Command apply = Command.of(
                cluster.kubectl(),
                "--kubeconfig",
                cluster.kubeconfig(),
                "apply",
                "-k",
                REPOSITORY.resolve("manifests/install"));
        await().atMost(STARTED_WITHIN).untilAsserted(() -> {
            Command.Result result = apply.tryToRun();
            assertThat(result.exitCode()).as(result.errors()).isZero();
        });
    }

    /** Starts it and waits until it works. */
    static OperatorProcess start(Cluster cluster, Path folder) {
        return start(cluster, ACCOUNT, usualEnvironment(), folder);
    }

    /** The variables that its Deployment gives it in the manifests. */
    public static Map<String, String> usualEnvironment() {
        ShippedImages images = ShippedImages.read();
        return Map.of(
                ShippedImages.REGISTRY_VARIABLE,
                images.registry(),
                ShippedImages.GATEWAY_VARIABLE,
                images.gateway(),
                "POD_NAMESPACE",
                ACCOUNT.namespace());
    }

    /** Starts it with the rights of this account and these variables, and waits until it works. */
    public static OperatorProcess start(
            Cluster cluster, ServiceAccountName account, Map<String, String> environment, Path folder) {
        return start(LAUNCHER, cluster, account, environment, folder);
    }

    /** The same with a launcher of another build. */
    public static OperatorProcess start(
            Path launcher, Cluster cluster, ServiceAccountName account, Map<String, String> environment, Path folder) {
        return start(launcher, cluster.kubeconfigOf(account, folder.resolve("kubeconfig")), environment, folder);
    }

    /** Starts one that finds the API server by this file, and waits until it works. */
    public static OperatorProcess start(Path kubeconfig, Map<String, String> environment, Path folder) {
        return start(LAUNCHER, kubeconfig, environment, folder);
    }

    /** The usual variables of one that need not wait for the lease of another. */
    public static Map<String, String> alone() {
        Map<String, String> environment = new HashMap<>(usualEnvironment());
        environment.put("LEADER_ELECTION", "false");
        return environment;
    }

    private static OperatorProcess start(Path launcher, Path kubeconfig, Map<String, String> environment, Path folder) {
        int port = RegistryProgram.freePort();
        Path log = folder.resolve(LOG);
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("HTTP_ADDRESS", "127.0.0.1:" + port);
        try {
            OperatorProcess operator =
                    new OperatorProcess(builder.start(), log, URI.create("http://127.0.0.1:" + port + "/readyz"));
            await("the operator to be ready, see " + log)
                    .atMost(STARTED_WITHIN)
                    .ignoreExceptions()
                    .until(operator::isReady);
            return operator;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it without a chance to tidy up. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    public long pid() {
        return process.pid();
    }

    /** What it counts, as Prometheus would read it. */
    public String metrics() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(health.resolve("/metrics"))
                                    .timeout(Duration.ofSeconds(30))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Tells it to stop, and returns its exit code. */
    public int stop() {
        process.destroy();
        return awaitEnd();
    }

    /** All that it said. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        stop();
    }

    private boolean isReady() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                                    HttpRequest.newBuilder(health)
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        }
    }

    private int awaitEnd() {
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the operator did not end within 20 s, see " + log);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
