package dev.tardigrade.registry.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StandingTest {

    @TempDir
    private Path root;

    @Test
    void nothingIsBelowAFile() throws IOException {
        Path file = Files.createFile(root.resolve("file"));
        assertThat(Standing.of(file)).isEqualTo(Standing.FILE);
        assertThat(Standing.of(file.resolve("below"))).isEqualTo(Standing.NOTHING);
        assertThat(Standing.of(file.resolve("far/below"))).isEqualTo(Standing.NOTHING);
    }

    @Test
    void nothingHasANameThatIsTooLong() throws IOException {
        assertThat(Standing.of(root.resolve("x".repeat(255)))).isEqualTo(Standing.NOTHING);
        assertThat(Standing.of(root.resolve("x".repeat(256)))).isEqualTo(Standing.NOTHING);
        assertThat(Standing.of(root.resolve("x".repeat(256)).resolve("below"))).isEqualTo(Standing.NOTHING);
    }

    @Test
    void whatCannotBeLookedAtIsNotTakenForNothing() throws IOException {
        Path loop = root.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        assertThatThrownBy(() -> Standing.of(loop.resolve("below"))).isInstanceOf(IOException.class);
    }
}
