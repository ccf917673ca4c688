package dev.tardigrade.e2e.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.TestNamespace;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Admission webhooks of others that do not answer: the API server then fails for the objects that they are asked about. */
@Tag("apiserver")
@ExtendWith(ApiServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WebhooksIT {

    private static final String INGRESS =
            "exposure: [{name: public, type: Ingress, host: registry.example.org}]\n" + Specs.SMALLEST;

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
    void oneObjectThatFailsIsToldAndTheOthersAreMade(TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        var webhook = namespace.client().resource(silent(namespace)).create();
        try {
            registry.apply(INGRESS);
            new Pods(namespace).becomeReady(1);

            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(registry.condition("Ready"))
                            .hasValueSatisfying(condition -> assertThat(condition.message())
                                    .contains("fails with Ingress team-a-public", "webhook")));
            registry.awaitCondition("Ready", "False", "Provisioning");
        } finally {
            namespace.client().resource(webhook).delete();
        }

        // no Ingress controller is here
        registry.awaitCondition("Ready", "False", "ExposureNotReady");
    }

    /** One for Ingresses of the namespace, at an address where nobody is. */
    private static ValidatingWebhookConfiguration silent(TestNamespace namespace) {
        return new ValidatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName("silent-in-" + namespace.name())
                .endMetadata()
                .addNewWebhook()
                .withName("silent.example.org")
                .withNewClientConfig()
                .withUrl("https://127.0.0.1:1/")
                .endClientConfig()
                .addNewRule()
                .withApiGroups("networking.k8s.io")
                .withApiVersions("v1")
                .withOperations("CREATE", "UPDATE")
                .withResources("ingresses")
                .endRule()
                .withNewNamespaceSelector()
                .withMatchLabels(Map.of("kubernetes.io/metadata.name", namespace.name()))
                .endNamespaceSelector()
                .withFailurePolicy("Fail")
                .withSideEffects("None")
                .withAdmissionReviewVersions("v1")
                .withTimeoutSeconds(1)
                .endWebhook()
                .build();
    }
}
