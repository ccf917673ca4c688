package dev.tardigrade.e2e.beds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("apiserver")
@ExtendWith(ApiServerExtension.class)
final class ApiServerBedIT {

    @Test
    void administratorWritesAndTheAuditLogShowsIt(Cluster cluster, TestNamespace namespace) throws IOException {
        cluster.client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("written")
                        .withNamespace(namespace.name())
                        .endMetadata()
                        .build())
                .create();

        assertThat(Files.readString(cluster.auditLog()).lines())
                .anyMatch(line -> line.contains("\"verb\":\"create\"")
                        && line.contains("/namespaces/" + namespace.name() + "/configmaps"));
    }

    @Test
    void serviceAccountHasNoRightsButThoseItWasGiven(Cluster cluster, TestNamespace namespace, @TempDir Path folder) {
        cluster.client()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("limited")
                        .withNamespace(namespace.name())
                        .endMetadata()
                        .build())
                .create();
        Path kubeconfig =
                cluster.kubeconfigOf(new ServiceAccountName(namespace.name(), "limited"), folder.resolve("kubeconfig"));

        try (KubernetesClient limited = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build()) {
            assertThatThrownBy(() ->
                            limited.secrets().inNamespace(namespace.name()).list())
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            e -> assertThat(e.getCode()).isEqualTo(403));
        }
    }
}
