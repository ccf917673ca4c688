package dev.tardigrade.e2e.apiserver;

import static dev.tardigrade.e2e.apiserver.TeamObjects.deployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.TestNamespace;
import dev.tardigrade.e2e.process.Command;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who decides the number of servers. The autoscaler is that of Kubernetes: without metrics it keeps to its limits. */
@Tag("apiserver")
@ExtendWith(ApiServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ScalingIT {

    private static final Duration SOON = Duration.ofSeconds(90);

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
    void autoscalingIsSwitchedOnAndOffWithoutAStepThroughOne(TestNamespace namespace) throws Exception {
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        registry.apply("replicas: 3\n" + Specs.SMALLEST);
        await().atMost(SOON).until(() -> replicas(namespace) == 3);
        List<Integer> seen = new CopyOnWriteArrayList<>();
        try (var _ = namespace
                .client()
                .apps()
                .deployments()
                .inNamespace(namespace.name())
                .withName("team-a")
                .watch(new Counts(seen))) {
            registry.apply("autoscaling: {minReplicas: 4, maxReplicas: 6}\n" + Specs.SMALLEST);
            await("the autoscaler to keep to its lower limit").atMost(SOON).until(() -> replicas(namespace) == 4);

            registry.apply("autoscaling: {minReplicas: 2, maxReplicas: 6}\npodMetadata: {labels: {team: a}}\n"
                    + Specs.SMALLEST);
            await().atMost(SOON)
                    .until(() -> deployment(namespace)
                            .getSpec()
                            .getTemplate()
                            .getMetadata()
                            .getLabels()
                            .containsKey("team"));
            assertThat(replicas(namespace)).isEqualTo(4);

            registry.apply("replicas: 5\n" + Specs.SMALLEST);
            await().atMost(SOON).until(() -> replicas(namespace) == 5);
            await().atMost(SOON)
                    .until(() -> namespace
                            .client()
                            .autoscaling()
                            .v2()
                            .horizontalPodAutoscalers()
                            .inNamespace(namespace.name())
                            .list()
                            .getItems()
                            .isEmpty());
        }
        assertThat(seen).isNotEmpty().allMatch(count -> count >= 3);
    }

    @Test
    void aRegistryIsScaledByKubectl(Cluster cluster, TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        registry.apply(Specs.SMALLEST);
        await().atMost(SOON).until(() -> replicas(namespace) == 1);

        Command.of(
                        cluster.kubectl(),
                        "--kubeconfig",
                        cluster.kubeconfig(),
                        "-n",
                        namespace.name(),
                        "scale",
                        "registry/team-a",
                        "--replicas=3")
                .run();

        new Pods(namespace).becomeReady(3);
        registry.awaitCondition("Ready", "True", "AsExpected");
        assertThat(registry.get().<Integer>get("status", "replicas")).isEqualTo(3);
    }

    private static int replicas(TestNamespace namespace) {
        Deployment deployment = deployment(namespace);
        return deployment == null ? 0 : deployment.getSpec().getReplicas();
    }

    private record Counts(List<Integer> seen) implements Watcher<Deployment> {

        @Override
        public void eventReceived(Action action, Deployment deployment) {
            seen.add(deployment.getSpec().getReplicas());
        }

        @Override
        public void onClose(WatcherException cause) {
            throw new IllegalStateException("the watch ended too soon", cause);
        }
    }
}
