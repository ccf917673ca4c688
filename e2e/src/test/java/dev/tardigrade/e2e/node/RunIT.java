package dev.tardigrade.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.e2e.process.Command;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make run} where nobody sits at a terminal, with what the build has made before. */
@Tag("machine")
final class RunIT {

    private static final Path SCRIPT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("demo/run.sh");

    @TempDir
    private Path folder;

    @Test
    void pushesPullsEndsWellAndRemovesItsFiles() {
        String told = Command.of(SCRIPT)
                .with(Map.of("TMPDIR", folder.toString(), "BUILD", "no"))
                .run();

        assertThat(told).contains("the same digest, and every layer has its own", "files removed");
        assertThat(folder).isEmptyDirectory();
    }
}
