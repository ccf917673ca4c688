package dev.tardigrade.e2e.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.TestNamespace;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each mistake shows as a condition within a minute, once as an event, and heals without an edit of the Registry. */
@Tag("apiserver")
@ExtendWith(ApiServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MistakesIT {

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
    void aSecretThatIsMissing(TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.apply(Specs.SMALLEST);

        assertThat(registry.awaitCondition("ReferencesResolved", "False", "SecretNotFound")
                        .message())
                .contains("storj-access", "accessGrant");

        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        heals(registry);
        assertThat(events(namespace, "SecretNotFound")).hasSize(1);
    }

    @Test
    void aSecretWithoutTheKey(TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("storj-access", "grant", Specs.grant());
        registry.apply(Specs.SMALLEST);

        assertThat(registry.awaitCondition("ReferencesResolved", "False", "SecretKeyMissing")
                        .message())
                .contains("accessGrant");

        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        heals(registry);
    }

    @Test
    void aGrantThatIsNone(TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("storj-access", "accessGrant", "no grant");
        registry.apply(Specs.SMALLEST);

        registry.awaitCondition("ReferencesResolved", "False", "GrantInvalid");
        registry.awaitCondition("Degraded", "True", "GrantInvalid");

        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        heals(registry);
        registry.awaitCondition("Degraded", "False", "AsExpected");
    }

    @Test
    void aGrantThatIsBrokenLaterLeavesTheRunningServersAlone(TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        registry.apply(Specs.SMALLEST);
        heals(registry);
        List<Pod> before = new Pods(namespace).list();

        registry.putSecret("storj-access", "accessGrant", "no grant");

        registry.awaitCondition("ReferencesResolved", "False", "GrantInvalid");
        assertThat(new Pods(namespace).list())
                .extracting(pod -> pod.getMetadata().getUid())
                .containsExactly(before.getFirst().getMetadata().getUid());
    }

    @Test
    void aBucketOfAnother(TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        registry.apply(Specs.SMALLEST);
        new Pods(namespace).failAtTheBucket("BucketOwnedByAnother", "bucket b belongs to other: set adopt");

        assertThat(registry.awaitCondition("StorageReady", "False", "BucketOwnedByAnother")
                        .message())
                .contains("belongs to other");
        registry.awaitCondition("Ready", "False", "StorageNotReady");
        registry.awaitCondition("GatewayReady", "True", "AsExpected");

        heals(registry);
    }

    @Test
    void aStorjThatCannotBeReached(TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        registry.apply(Specs.SMALLEST);
        new Pods(namespace).failAtTheGateway("dial tcp: connection refused", 1);

        registry.awaitCondition("GatewayReady", "False", "GatewayUnavailable");
        registry.awaitCondition("Ready", "False", "GatewayNotReady");

        heals(registry);
    }

    @Test
    void aPodThatWouldWaitForMinutesIsReplacedAndItsFailureStands(TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        registry.apply(Specs.SMALLEST);
        Pods pods = new Pods(namespace);
        pods.failAtTheGateway("dial tcp: connection refused", 1);
        registry.awaitCondition("GatewayReady", "False", "GatewayUnavailable");
        String first = pods.list().getFirst().getMetadata().getName();

        pods.failAtTheGateway("dial tcp: connection refused", 3);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> pods.list().size() == 1
                        && !pods.list().getFirst().getMetadata().getName().equals(first));
        assertThat(registry.condition("GatewayReady").orElseThrow().status()).isEqualTo("False");
        heals(registry);
    }

    private static void heals(TestRegistry registry) {
        new Pods(registry.namespace()).becomeReady(1);
        registry.awaitCondition("Ready", "True", "AsExpected");
    }

    private static List<String> events(TestNamespace namespace, String reason) {
        return namespace.client().v1().events().inNamespace(namespace.name()).list().getItems().stream()
                .filter(event -> reason.equals(event.getReason()))
                .map(event -> event.getMessage())
                .toList();
    }
}
