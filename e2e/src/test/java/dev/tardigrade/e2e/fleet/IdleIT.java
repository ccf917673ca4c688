package dev.tardigrade.e2e.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.apiserver.OperatorProcess;
import dev.tardigrade.e2e.apiserver.TestRegistry;
import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.TestNamespace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Ten minutes beside Registries that are as they should be. The tier {@code apiserver} has the same in seconds, with a resync each second. */
@Tag("idle")
@ExtendWith(ApiServerExtension.class)
final class IdleIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration QUIET = Duration.ofSeconds(5);

    /** One with all that has to do with time: passwords, tokens and keys that are renewed, keys of the cluster that are asked for. */
    private static final String BUSY = """
            replicas: 2
            storage: {s3: {endpoint: 'https://s3.example.org', credentialsSecretRef: {name: s3-keys}}}
            auth:
              anonymousPull: true
              robots: [{name: ci, actions: [pull, push]}]
              serviceAccounts: {}
              oidc: {issuer: 'https://a.example.org', audience: a}
              policies: [{who: ['serviceaccount:a/b'], repositories: [team/**], actions: [pull]}]
            upstreams: [{name: hub, url: 'https://registry-1.docker.io', prefix: docker.io}]
            notifications: [{name: a, url: 'https://a.example.org/'}]
            cache: {size: 1Gi}
            """;

    @Test
    void nothingIsWrittenInTenMinutes(Cluster cluster, @TempDir Path folder) {
        OperatorProcess.install(cluster);
        try (Fleet fleet = Fleet.prepare(cluster, 10);
                TestNamespace busy = cluster.newNamespace();
                Kubelet _ = Kubelet.of(cluster, fleet.namespaces());
                Kubelet _ = Kubelet.of(cluster, List.of(busy));
                Audit audit = new Audit(cluster.auditLog(), OperatorProcess.ACCOUNT.name());
                OperatorProcess _ = OperatorProcess.start(
                        cluster, OperatorProcess.ACCOUNT, OperatorProcess.usualEnvironment(), folder)) {
            fleet.make();
            TestRegistry registry = new TestRegistry(busy);
            registry.putSecret("s3-keys", Map.of("accessKey", "a", "secretKey", "b"));
            registry.apply(BUSY);
            registry.awaitCondition("Ready", "True", "AsExpected");
            await().atMost(SOON).until(() -> fleet.ready() == fleet.size());
            int[] last = {-1};
            await().pollInterval(QUIET).atMost(SOON).until(() -> {
                int before = last[0];
                last[0] = audit.writes().size();
                return last[0] == before;
            });

            await().pollInterval(QUIET)
                    .during(LONG)
                    .atMost(LONG.plus(SOON))
                    .untilAsserted(() -> assertThat(audit.writes()).hasSize(last[0]));
        }
    }
}
