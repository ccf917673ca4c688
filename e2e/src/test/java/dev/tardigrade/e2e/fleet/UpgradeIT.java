package dev.tardigrade.e2e.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.apiserver.OperatorProcess;
import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A new operator takes over what another one made. The other one is of this build, or of any earlier one:
 * {@code -De2e.operator.before=/path/to/operator/target/dist/bin/operator}.
 */
@Tag("apiserver")
@ExtendWith(ApiServerExtension.class)
final class UpgradeIT {

    private static final int SIZE = 40;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Optional<Path> BEFORE = Optional.ofNullable(System.getProperty("e2e.operator.before"))
            .filter(text -> !text.isEmpty())
            .map(Path::of);

    @Test
    void anotherOperatorRollsNoPodUnlessTheImageChanged(Cluster cluster, @TempDir Path folder) {
        OperatorProcess.install(cluster);
        try (Fleet fleet = Fleet.prepare(cluster, SIZE);
                Kubelet _ = Kubelet.of(cluster, fleet.namespaces())) {
            made(fleet, folder);
            Map<String, String> pods = each(fleet, UpgradeIT::template);
            Map<String, Long> generations = each(fleet, UpgradeIT::generation);

            takenOver(fleet, folder);
            assertThat(each(fleet, UpgradeIT::template)).isEqualTo(pods);

            withAnotherImage(fleet, folder);
            generations.replaceAll((_, generation) -> generation + 1);
            assertThat(each(fleet, UpgradeIT::generation)).isEqualTo(generations);
        }
    }

    private static void made(Fleet fleet, Path folder) {
        try (OperatorProcess _ = BEFORE.map(launcher -> OperatorProcess.start(
                        launcher, fleet.cluster(), OperatorProcess.ACCOUNT, OperatorProcess.usualEnvironment(), folder))
                .orElseGet(() -> start(fleet, OperatorProcess.usualEnvironment(), folder))) {
            fleet.make();
            await().pollInterval(Duration.ofSeconds(2)).atMost(LIMIT).until(() -> fleet.ready() == SIZE);
        }
    }

    private static void takenOver(Fleet fleet, Path folder) {
        try (Audit audit = new Audit(fleet.cluster().auditLog(), OperatorProcess.ACCOUNT.name());
                OperatorProcess operator = start(fleet, OperatorProcess.usualEnvironment(), folder)) {
            await().atMost(LIMIT).until(() -> Usage.of(operator).passes() >= SIZE);
            if (BEFORE.isEmpty()) {
                await().during(QUIET)
                        .atMost(QUIET.multipliedBy(2))
                        .untilAsserted(
                                () -> assertThat(writesInto(fleet, audit)).isZero());
            }
        }
    }

    private static void withAnotherImage(Fleet fleet, Path folder) {
        Map<String, String> environment = new HashMap<>(OperatorProcess.usualEnvironment());
        environment.put("RELATED_IMAGE_REGISTRY", "ghcr.io/tardigrade-dev/registry:another");
        try (OperatorProcess _ = start(fleet, environment, folder)) {
            await().pollInterval(Duration.ofSeconds(2))
                    .atMost(LIMIT)
                    .until(() -> fleet.deployments().stream()
                            .allMatch(
                                    deployment -> server(deployment).getImage().endsWith(":another")));
        }
    }

    private static OperatorProcess start(Fleet fleet, Map<String, String> environment, Path folder) {
        return OperatorProcess.start(fleet.cluster(), OperatorProcess.ACCOUNT, environment, folder);
    }

    private static long writesInto(Fleet fleet, Audit audit) {
        return audit.writes().stream()
                .filter(write -> fleet.namespaces().stream()
                        .anyMatch(namespace -> namespace.name().equals(write.namespace())))
                .count();
    }

    private static <T> Map<String, T> each(Fleet fleet, Function<Deployment, T> what) {
        Map<String, T> found = new TreeMap<>();
        fleet.deployments()
                .forEach(deployment -> found.put(
                        deployment.getMetadata().getNamespace() + "/"
                                + deployment.getMetadata().getName(),
                        what.apply(deployment)));
        assertThat(found).hasSize(SIZE);
        return found;
    }

    private static String template(Deployment deployment) {
        return Serialization.asYaml(deployment.getSpec().getTemplate());
    }

    private static long generation(Deployment deployment) {
        return deployment.getMetadata().getGeneration();
    }

    private static Container server(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
    }
}
