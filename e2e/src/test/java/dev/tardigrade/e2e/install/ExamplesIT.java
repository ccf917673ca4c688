package dev.tardigrade.e2e.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.apiserver.OperatorProcess;
import dev.tardigrade.e2e.apiserver.TestRegistry;
import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.CustomResources;
import dev.tardigrade.e2e.beds.TestNamespace;
import dev.tardigrade.e2e.fleet.Kubelet;
import dev.tardigrade.e2e.process.Command;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
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

    @ParameterizedTest
    @MethodSource("dev.tardigrade.e2e.install.Example#all")
    void isApplied(Example example, Cluster cluster, TestNamespace namespace) {
        Command.Result result =
                tryToApply(cluster, "--namespace", namespace.name(), "--validate=strict", "-f", example.file());

        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(result.errors()).isEmpty();
        assertThat(result.output()).contains("created");
    }

    /** So that who tries one after the other replaces none; but the one that is to be restored. */
    @Test
    void noTwoRegistriesHaveOneName() throws IOException {
        assertThat(Example.all()
                        .filter(example -> !example.file().endsWith("restore.yaml"))
                        .map(Example::name))
                .hasSizeGreaterThan(10)
                .doesNotHaveDuplicates();
    }

    /** With the Secrets that its comment tells to make, and no more than what its controller would do is left. */
    @Test
    void eachIsCarriedOut(Cluster cluster, @TempDir Path folder) throws IOException {
        Map<Example, TestNamespace> namespaces = new LinkedHashMap<>();
        Example.all().forEach(example -> namespaces.put(example, cluster.newNamespace()));
        Example.putFiles(folder);
        try (Kubelet _ = Kubelet.of(cluster, List.copyOf(namespaces.values()));
                OperatorProcess _ =
                        OperatorProcess.start(cluster, OperatorProcess.ACCOUNT, OperatorProcess.alone(), folder)) {
            namespaces.forEach((example, namespace) -> {
                example.makeSecrets(cluster, namespace, folder);
                apply(cluster, "--namespace", namespace.name(), "-f", example.file());
            });
            namespaces.forEach((example, namespace) -> {
                TestRegistry registry = new TestRegistry(namespace, example.name());
                if (example.needsAController()) {
                    registry.awaitCondition("Ready", "False", "ExposureNotReady");
                } else {
                    registry.awaitCondition("Ready", "True", "AsExpected");
                }
            });
        } finally {
            namespaces.values().forEach(TestNamespace::close);
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
