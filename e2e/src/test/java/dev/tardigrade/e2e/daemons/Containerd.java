package dev.tardigrade.e2e.daemons;

import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.process.Command;
import dev.tardigrade.e2e.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A containerd with its content in a folder, and nothing of it outside. Debian package {@code containerd}; needs root. */
public final class Containerd implements AutoCloseable {

    private final ServerProcess process;
    private final Path socket;

    private Containerd(ServerProcess process, Path socket) {
        this.process = process;
        this.socket = socket;
    }

    public static Containerd start(Path folder) {
        Path socket = folder.resolve("c.sock");
        try {
            Files.createDirectories(folder);
            Path configuration = Files.writeString(folder.resolve("containerd.toml"), """
                    version = 2
                    root = "%1$s/root"
                    state = "%1$s/state"
                    disabled_plugins = ["io.containerd.grpc.v1.cri"]
                    [grpc]
                      address = "%2$s"
                    """.formatted(folder, socket));
            ServerProcess process = ServerProcess.start(
                    new ProcessBuilder("containerd", "--config", configuration.toString()), folder.resolve("log"));
            Containerd started = new Containerd(process, socket);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> started.ctr("version").tryToRun().exitCode() == 0);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Command ctr(Object... words) {
        return Command.of("ctr", "--address", socket, "--namespace", "test").and(words);
    }

    @Override
    public void close() {
        process.close();
    }
}
