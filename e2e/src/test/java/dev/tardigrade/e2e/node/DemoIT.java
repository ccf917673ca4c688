package dev.tardigrade.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.e2e.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make demo} and {@code make demo-stop} as a user runs them, with what the build has made before. */
@Tag("machine")
final class DemoIT {

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    @TempDir
    private Path state;

    @Test
    void demoPushesRunsAndPullsAgainAndLeavesNothing() throws IOException {
        // The Storj network's PostgreSQL runs as a user of its own, who has to get to its files.
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx--x--x"));
        Map<String, String> environment = Map.of("TARDIGRADE_STATE", state.toString(), "BUILD", "no");
        String before = snapshot(environment);

        String told = Command.of(MODULE.resolve("demo/demo.sh"))
                .with(environment)
                .within(Duration.ofMinutes(40))
                .run();
        Command.of(MODULE.resolve("demo/stop.sh")).with(environment).run();

        assertThat(told)
                .contains(
                        "the same digest, and every layer has its own",
                        "operator is ready",
                        "Pod hello-first was pulled by the node's containerd and ran",
                        "the bucket kept it",
                        "Pod hello-second was pulled by the node's containerd and ran",
                        "make demo-stop");
        assertThat(snapshot(environment)).isEqualTo(before);
    }

    private static String snapshot(Map<String, String> environment) {
        return Command.of(MODULE.resolve("beds/snapshot.sh")).with(environment).run();
    }
}
