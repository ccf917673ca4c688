package dev.tardigrade.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.testing.PackageMap;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class DocumentedPackagesTest {

    @Test
    void theMapInTheReadmeHasEachPackage() throws IOException {
        var map = PackageMap.of(Path.of("README.md"), Path.of("src/main/java/dev/tardigrade/operator"));
        assertThat(map.packages()).isNotEmpty();
        assertThat(map.untold()).isEmpty();
        assertThat(map.gone()).isEmpty();
    }

    /** They have no fast test of their own. */
    @Test
    void theMapOfTheEndToEndTestsHasEachPackage() throws IOException {
        assertThat(PackageMap.of(Path.of("../e2e/README.md"), Path.of("../e2e/src/test/java/dev/tardigrade/e2e"))
                        .untold())
                .isEmpty();
    }
}
