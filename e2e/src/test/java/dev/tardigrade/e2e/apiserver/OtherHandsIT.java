package dev.tardigrade.e2e.apiserver;

import static dev.tardigrade.e2e.apiserver.TeamObjects.deployment;
import static dev.tardigrade.e2e.apiserver.TeamObjects.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.TestNamespace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Others write to the objects of a Registry, too. */
@Tag("apiserver")
@ExtendWith(ApiServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OtherHandsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private Operators operators;

    @BeforeAll
    void start(Cluster cluster, @TempDir Path folder) {
        operators = new Operators(cluster, folder);
    }

    @AfterAll
    void stop() {
        operators.close();
    }

    @Test
    void whatAnotherHandSetsIsLeftAndToldAndTheRestIsApplied(Cluster cluster, TestNamespace namespace)
            throws IOException {
        TestRegistry registry = ready(namespace);
        select(namespace, Map.of("app.kubernetes.io/instance", "other"));

        assertThat(registry.awaitCondition("Ready", "False", "FieldConflict").message())
                .contains(".spec.selector", "Service team-a", "set by");
        registry.awaitCondition("Degraded", "True", "FieldConflict");
        List<String> before = Writes.into(namespace.name(), cluster);
        await().during(Duration.ofSeconds(10))
                .atMost(Duration.ofSeconds(20))
                .until(() -> Writes.into(namespace.name(), cluster).equals(before));

        registry.apply(
                "exposure: [{name: nodes, type: NodePort}]\npodMetadata: {labels: {team: a}}\n" + Specs.SMALLEST);
        await().atMost(SOON)
                .until(() -> service(namespace, "team-a-nodes") != null
                        && deployment(namespace)
                                .getSpec()
                                .getTemplate()
                                .getMetadata()
                                .getLabels()
                                .containsKey("team"));
        assertThat(service(namespace, "team-a").getSpec().getSelector())
                .containsEntry("app.kubernetes.io/instance", "other");

        select(namespace, Map.of("app.kubernetes.io/instance", "team-a"));
        // the old server and the new one
        new Pods(namespace).becomeReady(2);
        registry.awaitCondition("Degraded", "False", "AsExpected");
        registry.awaitCondition("Ready", "True", "AsExpected");
    }

    @Test
    void fieldsThatTheOperatorDoesNotSetSurvive(TestNamespace namespace) {
        TestRegistry registry = ready(namespace);
        namespace
                .client()
                .apps()
                .deployments()
                .inNamespace(namespace.name())
                .withName("team-a")
                .edit(deployment -> {
                    Objects.requireNonNull(deployment)
                            .getSpec()
                            .getTemplate()
                            .getMetadata()
                            .getAnnotations()
                            .put("kubectl.kubernetes.io/restartedAt", "2026-01-01T00:00:00Z");
                    deployment.getSpec().setMinReadySeconds(1);
                    return deployment;
                });

        registry.apply("replicas: 2\n" + Specs.SMALLEST);

        await().atMost(SOON).until(() -> deployment(namespace).getSpec().getReplicas() == 2);
        assertThat(deployment(namespace).getSpec().getMinReadySeconds()).isEqualTo(1);
        assertThat(deployment(namespace).getSpec().getTemplate().getMetadata().getAnnotations())
                .containsKey("kubectl.kubernetes.io/restartedAt");
    }

    private static TestRegistry ready(TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        registry.apply(Specs.SMALLEST);
        new Pods(namespace).becomeReady(1);
        registry.awaitCondition("Ready", "True", "AsExpected");
        return registry;
    }

    /** Changes some entries of the selector of the Service, as kubectl edit does. */
    private static void select(TestNamespace namespace, Map<String, String> labels) {
        namespace
                .client()
                .services()
                .inNamespace(namespace.name())
                .withName("team-a")
                .edit(service -> {
                    Objects.requireNonNull(service).getSpec().getSelector().putAll(labels);
                    return service;
                });
    }
}
