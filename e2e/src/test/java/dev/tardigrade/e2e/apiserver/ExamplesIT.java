package dev.tardigrade.e2e.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.CustomResources;
import dev.tardigrade.e2e.beds.TestNamespace;
import dev.tardigrade.e2e.process.Command;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example that we ship is taken as it stands, with no field that is unknown and no warning. */
@Tag("apiserver")
@ExtendWith(ApiServerExtension.class)
final class ExamplesIT {

    private static final Path MANIFESTS =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("manifests");

    @BeforeAll
    static void install(Cluster cluster) {
        OperatorProcess.install(cluster);
    }

    static Stream<Path> examples() throws IOException {
        try (var files = Files.list(MANIFESTS.resolve("examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isApplied(Path example, Cluster cluster, TestNamespace namespace) {
        Command.Result result =
                tryToApply(cluster, "--namespace", namespace.name(), "--validate=strict", "-f", example);

        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(result.errors()).isEmpty();
        assertThat(result.output()).contains("created");
    }

    /** So that who tries one after the other replaces none; but the one that is to be restored. */
    @Test
    void noTwoRegistriesHaveOneName() throws IOException {
        assertThat(examples()
                        .filter(example -> !example.endsWith("restore.yaml"))
                        .map(example -> Serialization.unmarshal(read(example), GenericKubernetesResource.class)
                                .getMetadata()
                                .getName()))
                .hasSizeGreaterThan(10)
                .doesNotHaveDuplicates();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "argocd/application.yaml, argocd, application.argoproj.io/registries",
        "flux/registries.yaml, flux-system, kustomization.kustomize.toolkit.fluxcd.io/registries",
    })
    void isTakenByTheToolForGitOps(String file, String namespaceOfTheTool, String object, Cluster cluster) {
        CustomResources.gitOps().forEach(crd -> apply(cluster, "--server-side", "-f", crd));
        cluster.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespaceOfTheTool)
                        .endMetadata()
                        .build())
                .serverSideApply();

        // a kind that was made just now may not be served yet
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            Command.Result result = tryToApply(
                    cluster,
                    "--server-side",
                    "--validate=strict",
                    "-f",
                    MANIFESTS.resolve("gitops").resolve(file));
            assertThat(result.exitCode()).as(result.errors()).isZero();
            assertThat(result.output()).contains(object + " serverside-applied");
            assertThat(result.errors()).isEmpty();
        });
    }

    private static void apply(Cluster cluster, Object... arguments) {
        Command.Result result = tryToApply(cluster, arguments);
        assertThat(result.exitCode()).as(result.errors()).isZero();
    }

    private static Command.Result tryToApply(Cluster cluster, Object... arguments) {
        return Command.of(cluster.kubectl(), "--kubeconfig", cluster.kubeconfig(), "apply")
                .and(arguments)
                .tryToRun();
    }
}
