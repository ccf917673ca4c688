package dev.tardigrade.e2e.apiserver;

import static dev.tardigrade.e2e.apiserver.TeamObjects.deployment;
import static dev.tardigrade.e2e.apiserver.TeamObjects.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.TestNamespace;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
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
    private static final String WITH_TOKENS = """
            storage: {s3: {endpoint: 'https://s3.example.org', credentialsSecretRef: {name: s3-keys}}}
            auth: {anonymousPull: true, htpasswdSecretRef: {name: users}}
            """;

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

    @Test
    void whatOnlyCarriesOurLabelsIsToldAndNeitherTakenNorChanged(TestNamespace namespace) {
        Map<String, String> labels = Map.of(
                "app.kubernetes.io/name", "tardigrade-registry",
                "app.kubernetes.io/instance", "team-a",
                "app.kubernetes.io/component", "registry",
                "app.kubernetes.io/managed-by", "tardigrade-operator");
        Secret planted = namespace
                .client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("team-a-keys")
                        .withNamespace(namespace.name())
                        .withLabels(labels)
                        .endMetadata()
                        .withStringData(Map.of("httpSecret", "known to somebody"))
                        .build())
                .create();
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        registry.apply(Specs.SMALLEST);

        assertThat(registry.awaitCondition("Ready", "False", "InvalidSpec").message())
                .contains("Secret team-a-keys exists", "delete it");
        assertThat(namespace.client().resource(planted).get()).isEqualTo(planted);
        assertThat(deployment(namespace)).isNull();

        namespace.client().resource(planted).delete();
        new Pods(namespace).becomeReady(1);
        registry.awaitCondition("Ready", "True", "AsExpected");
    }

    @Test
    void whatAnotherPutsAmongTheKeysOfTokensIsTakenBackAndServersDoNotSeeTheRest(TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("s3-keys", Map.of("accessKey", "a", "secretKey", "b"));
        registry.putSecret("users", "htpasswd", "alice:$2y$05$" + "a".repeat(53));
        registry.apply(WITH_TOKENS);
        await().atMost(SOON).until(() -> deployment(namespace) != null);
        Map<String, String> keys = tokens(namespace).getData();
        assertThat(keys).containsOnlyKeys("current.pem", "next.pem", "previous.pem");

        namespace
                .client()
                .resource(tokens(namespace))
                .edit(secret -> new SecretBuilder(secret)
                        .addToData(Map.of("next.pem", "ZXZpbA==", "evil.pem", "ZXZpbA=="))
                        .build());

        await().atMost(SOON).until(() -> tokens(namespace).getData().entrySet().containsAll(keys.entrySet()));
        assertThat(deployment(namespace).getSpec().getTemplate().getSpec().getVolumes())
                .filteredOn(volume -> volume.getName().equals("tokens"))
                .singleElement()
                .satisfies(volume -> assertThat(volume.getSecret().getItems())
                        .extracting(KeyToPath::getKey)
                        .containsExactlyInAnyOrder("current.pem", "next.pem", "previous.pem"));
    }

    private static Secret tokens(TestNamespace namespace) {
        return namespace
                .client()
                .secrets()
                .inNamespace(namespace.name())
                .withName("team-a-tokens")
                .get();
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
