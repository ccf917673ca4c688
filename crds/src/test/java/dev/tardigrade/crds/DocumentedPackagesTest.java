package dev.tardigrade.crds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.testing.PackageMap;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class DocumentedPackagesTest {

    @Test
    void theMapInTheReadmeHasEachPackage() throws IOException {
        var map = PackageMap.of(Path.of("README.md"), Path.of("src/main/java/dev/tardigrade/api"));
        assertThat(map.packages()).isNotEmpty();
        assertThat(map.untold()).isEmpty();
        assertThat(map.gone()).isEmpty();
    }
}
