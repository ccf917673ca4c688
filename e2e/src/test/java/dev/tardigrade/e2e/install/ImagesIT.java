package dev.tardigrade.e2e.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.e2e.process.Command;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether the same sources give the same bytes, {@code .mvn/check-images.sh} tells when it may build them once more. */
@Tag("apiserver")
final class ImagesIT {

    private static final Path SCRIPT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling(".mvn/check-images.sh");

    @Test
    void areSmallAndRunAsNobodyAndListWhatIsInThem() {
        Command.Result result = Command.of(SCRIPT, "once").tryToRun();

        assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
        assertThat(result.output()).contains("registry-runtime: ", "operator: ");
    }
}
