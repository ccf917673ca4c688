package dev.tardigrade.e2e.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.e2e.apiserver.OperatorProcess;
import dev.tardigrade.e2e.apiserver.Pods;
import dev.tardigrade.e2e.apiserver.Specs;
import dev.tardigrade.e2e.apiserver.TestRegistry;
import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.TestNamespace;
import dev.tardigrade.e2e.image.ShippedImages;
import dev.tardigrade.e2e.process.Command;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("apiserver")
@ExtendWith(ApiServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KubectlIT {

    private OperatorProcess operator;

    @BeforeAll
    void start(Cluster cluster, @TempDir Path folder) {
        OperatorProcess.install(cluster);
        operator = OperatorProcess.start(cluster, OperatorProcess.ACCOUNT, OperatorProcess.usualEnvironment(), folder);
    }

    @AfterAll
    void stop() {
        operator.close();
    }

    @Test
    void waitsForAConditionAndListsRegistriesByEachOfTheirNames(Cluster cluster, TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        registry.apply(Specs.SMALLEST);
        new Pods(namespace).becomeReady(1);

        String waited =
                kubectl(cluster, "-n", namespace.name(), "wait", "--for=condition=Ready", "reg/team-a", "--timeout=2m");

        assertThat(waited).contains("registry.tardigrade.dev/team-a condition met");
        for (String name : List.of("reg", "registry", "registries", "registries.tardigrade.dev")) {
            List<String> lines = kubectl(cluster, "-n", namespace.name(), "get", name)
                    .lines()
                    .toList();
            assertThat(lines.getFirst().split("\\s+"))
                    .containsExactly("NAME", "READY", "URL", "STORAGE", "REPLICAS", "AGE");
            assertThat(lines.get(1)).matches("team-a +True +http://team-a\\.\\S+ +Storj +1 +\\S+");
        }
        List<String> wide = kubectl(cluster, "-n", namespace.name(), "get", "reg", "-o", "wide")
                .lines()
                .toList();
        assertThat(wide.getFirst()).contains("BUCKET", "VERSION", "REASON");
        assertThat(wide.get(1)).contains("-team-a-", ShippedImages.read().version(), "AsExpected");
    }

    @Test
    void explainsEachFieldWithItsDefault(Cluster cluster) {
        String all = kubectl(cluster, "explain", "registry.spec", "--recursive");
        String one = kubectl(cluster, "explain", "registry.spec.storage.storj.gateway.mode");

        assertThat(all).contains("storage", "accessGrantSecretRef", "autoscaling", "upstreams");
        assertThat(one).contains("Sidecar", "Dedicated", "Hosted").containsIgnoringCase("default");
    }

    private static String kubectl(Cluster cluster, Object... arguments) {
        return Command.of(cluster.kubectl(), "--kubeconfig", cluster.kubeconfig())
                .and(arguments)
                .run();
    }
}
