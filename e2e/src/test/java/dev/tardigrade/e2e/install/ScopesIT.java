package dev.tardigrade.e2e.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.apiserver.OperatorProcess;
import dev.tardigrade.e2e.apiserver.Pods;
import dev.tardigrade.e2e.apiserver.Specs;
import dev.tardigrade.e2e.apiserver.TestRegistry;
import dev.tardigrade.e2e.apiserver.Writes;
import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.TestNamespace;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An operator with the rights of one way to install, and with the variables of its Deployment, works there and nowhere else. */
@Tag("apiserver")
@ExtendWith(ApiServerExtension.class)
final class ScopesIT {

    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final Pattern REFUSED = Pattern.compile("forbidden", Pattern.CASE_INSENSITIVE);

    @BeforeAll
    static void install(Cluster cluster) {
        OperatorProcess.install(cluster);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ALL")
    void anOperatorThatIsInstalledByAKustomizationKeepsToItsNamespaces(
            Scope scope, Cluster cluster, TestNamespace home, @TempDir Path folder) throws IOException {
        try (TestNamespace one = cluster.newNamespace();
                TestNamespace other = cluster.newNamespace();
                TestNamespace outside = cluster.newNamespace()) {
            Installation installation =
                    Installation.byKustomization(cluster, scope, home, List.of(one.name(), other.name()));
            keepsTo(scope == Scope.OWN ? List.of(home) : List.of(one, other), outside, installation, folder);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOperatorThatIsInstalledByTheChartKeepsToItsNamespaces(
            Scope scope, Cluster cluster, TestNamespace home, @TempDir Path folder) throws IOException {
        try (TestNamespace one = cluster.newNamespace();
                TestNamespace outside = cluster.newNamespace()) {
            Installation installation = Installation.byChart(cluster, scope, home, List.of(one.name()));
            switch (scope) {
                case ALL -> works(List.of(home, one, outside), installation, folder);
                case LIST -> keepsTo(List.of(one), outside, installation, folder);
                case OWN -> keepsTo(List.of(home), outside, installation, folder);
            }
            installation.uninstallRelease();
            assertThat(cluster.client()
                            .apiextensions()
                            .v1()
                            .customResourceDefinitions()
                            .withName("registries.tardigrade.dev")
                            .get())
                    .isNotNull();
        }
    }

    @Test
    void aNamespaceWithoutRightsHoldsUpNoOtherAndIsWatchedOnceItHasThem(
            Cluster cluster, TestNamespace home, @TempDir Path folder) throws IOException {
        try (TestNamespace one = cluster.newNamespace();
                TestNamespace other = cluster.newNamespace()) {
            Installation installation =
                    Installation.byKustomization(cluster, Scope.LIST, home, List.of(one.name(), other.name()));
            var binding = cluster.client().rbac().roleBindings().inNamespace(other.name()).list().getItems().stream()
                    .filter(found -> found.getSubjects().stream()
                            .anyMatch(subject -> home.name().equals(subject.getNamespace())))
                    .findFirst()
                    .orElseThrow();
            cluster.client().resource(binding).delete();

            works(List.of(one), installation, folder);

            try (OperatorProcess operator = OperatorProcess.start(
                    installation.cluster(), installation.account(), installation.environment(), folder)) {
                binding.getMetadata().setResourceVersion(null);
                binding.getMetadata().setUid(null);
                cluster.client().resource(binding).create();
                await().atMost(QUIET.multipliedBy(24)).until(() -> !operator.isAlive());
            }
            works(List.of(other), installation, folder);
        }
    }

    private static void keepsTo(
            List<TestNamespace> inside, TestNamespace outside, Installation installation, Path folder)
            throws IOException {
        TestRegistry foreign = new TestRegistry(outside);
        foreign.putSecret("storj-access", "accessGrant", Specs.grant());
        foreign.apply(Specs.SMALLEST);

        works(inside, installation, folder);

        assertThat(foreign.get().<Object>get("status")).isNull();
        assertThat(Writes.by(installation.account(), outside.name(), installation.cluster()))
                .isEmpty();
        try (var client = installation.cluster().clientOf(installation.account())) {
            assertThatExceptionOfType(KubernetesClientException.class)
                    .isThrownBy(
                            () -> client.secrets().inNamespace(outside.name()).list())
                    .satisfies(refusal -> assertThat(refusal.getCode()).isEqualTo(403));
        }
    }

    private static void works(List<TestNamespace> inside, Installation installation, Path folder) throws IOException {
        try (OperatorProcess operator = OperatorProcess.start(
                installation.cluster(), installation.account(), installation.environment(), folder)) {
            for (TestNamespace namespace : inside) {
                TestRegistry registry = new TestRegistry(namespace);
                registry.putSecret("storj-access", "accessGrant", Specs.grant());
                registry.apply(Specs.SMALLEST);
                new Pods(namespace).becomeReady(1);
                registry.awaitCondition("Ready", "True", "AsExpected");
            }
            await().during(QUIET)
                    .atMost(QUIET.multipliedBy(3))
                    .untilAsserted(
                            () -> assertThat(complaints(operator, inside)).isEmpty());
        }
    }

    /** Errors and refusals, but not those about Registries of other tests, whose namespaces may just be going. */
    private static List<String> complaints(OperatorProcess operator, List<TestNamespace> inside) throws IOException {
        return operator.log()
                .lines()
                .filter(line -> line.contains("\"level\":\"ERROR\"")
                        || REFUSED.matcher(line).find())
                .filter(line -> !line.contains("\"resource.namespace\":")
                        || inside.stream().anyMatch(namespace -> line.contains('"' + namespace.name() + '"')))
                .toList();
    }
}
