package dev.tardigrade.e2e.daemons;

import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.process.Command;
import dev.tardigrade.e2e.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A Docker engine with all its state in a folder, which leaves the network of the machine alone. Debian package {@code docker.io};
 * needs root.
 */
public final class DockerEngine implements AutoCloseable {

    private final ServerProcess process;
    private final Path folder;

    private DockerEngine(ServerProcess process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    public static DockerEngine start(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Without the three switches for the network it would set the machine's policy of forwarding to DROP.
        ProcessBuilder dockerd = new ProcessBuilder(
                "/usr/sbin/dockerd",
                "--bridge=none",
                "--iptables=false",
                "--ip-forward=false",
                "--storage-driver=vfs",
                "--data-root=" + folder.resolve("data"),
                "--exec-root=" + folder.resolve("exec"),
                "--pidfile=" + folder.resolve("pid"),
                "--host=unix://" + folder.resolve("d.sock"));
        DockerEngine engine = new DockerEngine(ServerProcess.start(dockerd, folder.resolve("log")), folder);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> engine.docker("version").tryToRun().exitCode() == 0);
        return engine;
    }

    public Command docker(Object... words) {
        return Command.of("/usr/bin/docker", "--host", "unix://" + folder.resolve("d.sock"))
                .and(words)
                .with(Map.of(
                        "DOCKER_CONFIG", folder.resolve("client").toString(), "DOCKER_CLI_EXPERIMENTAL", "enabled"));
    }

    @Override
    public void close() {
        process.close();
    }
}
