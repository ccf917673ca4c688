package dev.tardigrade.e2e.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.Command;
import dev.tardigrade.e2e.beds.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example that we ship is taken as it stands, with no field that is unknown and no warning. */
@Tag("apiserver")
@ExtendWith(ApiServerExtension.class)
final class ExamplesIT {

    private static final Path EXAMPLES =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("manifests/examples");

    @BeforeAll
    static void install(Cluster cluster) {
        OperatorProcess.install(cluster);
    }

    static Stream<Path> examples() throws IOException {
        try (var files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isApplied(Path example, Cluster cluster, TestNamespace namespace) {
        var result = Command.of(
                        cluster.kubectl(),
                        "--kubeconfig",
                        cluster.kubeconfig(),
                        "--namespace",
                        namespace.name(),
                        "apply",
                        "--validate=strict",
                        "-f",
                        example)
                .tryToRun();

        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(result.errors()).isEmpty();
        assertThat(result.output()).contains("created");
    }
}
