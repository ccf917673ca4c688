package dev.tardigrade.e2e.apiserver;

import static dev.tardigrade.e2e.apiserver.TeamObjects.deployment;
import static dev.tardigrade.e2e.apiserver.TeamObjects.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.TestNamespace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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
final class ReconciliationIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofSeconds(20);

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
    void theSmallestRegistryGetsItsObjectsAndIsReadyWhenItsPodsAre(TestNamespace namespace) {
        TestRegistry registry = readyRegistry(namespace);

        assertThat(objects(namespace))
                .containsExactlyInAnyOrder(
                        "ServiceAccount team-a-registry",
                        "ConfigMap team-a-config",
                        "Secret team-a-keys",
                        "Secret team-a-gateway-EDITION",
                        "Service team-a",
                        "Service team-a-peers",
                        "Deployment team-a",
                        "NetworkPolicy team-a",
                        "PodDisruptionBudget team-a");
        assertThat(registry.get().<String>get("status", "url"))
                .isEqualTo("http://team-a." + namespace.name() + ".svc:5000");
        assertThat(registry.get().<String>get("status", "storage", "bucketName"))
                .startsWith(namespace.name() + "-team-a-");
        assertThat(registry.condition("Degraded"))
                .hasValueSatisfying(it -> assertThat(it.status()).isEqualTo("False"));
    }

    @Test
    void theBucketsNameIsRecordedBeforeAnythingIsMade(Cluster cluster, TestNamespace namespace) throws IOException {
        readyRegistry(namespace);

        List<String> writes = Writes.into(namespace.name(), cluster);
        assertThat(writes.getFirst()).isEqualTo("patch registries/status team-a");
        assertThat(writes.get(1)).matches("patch secrets team-a-gateway-[0-9a-f]{8}");
        assertThat(writes).filteredOn(write -> write.contains("secrets")).hasSize(2);
        assertThat(writes).noneMatch(write -> write.contains(" registries team-a"));
    }

    @Test
    void aRegistryThatIsAsItShouldBeIsNotWrittenTo(Cluster cluster, TestNamespace namespace) throws IOException {
        TestRegistry registry = readyRegistry(namespace);
        List<String> before = Writes.settled(namespace, cluster);

        registry.apply(Specs.SMALLEST);
        registry.client()
                .pods()
                .inNamespace(namespace.name())
                .withName(new Pods(namespace).list().getFirst().getMetadata().getName())
                .edit(pod -> {
                    Objects.requireNonNull(pod).getMetadata().setAnnotations(Map.of("touched", "true"));
                    return pod;
                });

        await().during(QUIET)
                .atMost(QUIET.plusSeconds(10))
                .until(() -> Writes.into(namespace.name(), cluster).equals(before));
    }

    @Test
    void anOperatorThatIsKilledIsFollowedByTheOneThatWaitsAndThatWritesNothingAnew(
            Cluster cluster, TestNamespace namespace) throws IOException {
        OperatorProcess leader = operators.current();
        operators.startStandby();
        OperatorProcess standby = operators.current();
        TestRegistry registry = readyRegistry(namespace);
        List<String> before = Writes.settled(namespace, cluster);
        assertThat(standby.log()).doesNotContain("applying");

        leader.kill();
        registry.apply("replicas: 1\n" + Specs.SMALLEST);

        await().during(QUIET.plusSeconds(10))
                .atMost(QUIET.plusSeconds(20))
                .until(() -> Writes.into(namespace.name(), cluster).equals(before));
        registry.apply("replicas: 2\n" + Specs.SMALLEST);
        await().atMost(SOON).until(() -> deployment(namespace).getSpec().getReplicas() == 2);
        assertThat(standby.log()).contains("applying Deployment");
    }

    @Test
    void anOperatorThatIsStoppedEndsSoonAndGivesTheLeaseBack(TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.apply(Specs.SMALLEST);
        registry.awaitCondition("ReferencesResolved", "False", "SecretNotFound");

        long began = System.nanoTime();
        operators.current().stop();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertThat(Objects.requireNonNull(namespace
                                .client()
                                .leases()
                                .inNamespace(OperatorProcess.ACCOUNT.namespace())
                                .withName("tardigrade-operator")
                                .get())
                        .getSpec()
                        .getHolderIdentity())
                .isEmpty();

        operators.restart();
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        registry.awaitCondition("ReferencesResolved", "True", "AsExpected");
    }

    @Test
    void anExposureThatIsTakenAwayTakesItsServiceAlong(TestNamespace namespace) {
        TestRegistry registry = readyRegistry(namespace);

        registry.apply("exposure: [{name: nodes, type: NodePort}]\n" + Specs.SMALLEST);
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(registry.get().<String>get("status", "url")).startsWith("http://192.0.2.10:"));

        registry.apply(Specs.SMALLEST);
        await().atMost(SOON).until(() -> service(namespace, "team-a-nodes") == null);
        registry.awaitCondition("Ready", "True", "AsExpected");
    }

    @Test
    void aServiceOfAnotherOwnerIsLeftAlone(TestNamespace namespace) {
        namespace
                .client()
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("team-a")
                        .withNamespace(namespace.name())
                        .endMetadata()
                        .withNewSpec()
                        .withSelector(Map.of("app", "mine"))
                        .addNewPort()
                        .withPort(80)
                        .endPort()
                        .endSpec()
                        .build())
                .create();
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        registry.apply(Specs.SMALLEST);

        assertThat(registry.awaitCondition("Ready", "False", "InvalidSpec").message())
                .contains("Service team-a exists");
        assertThat(service(namespace, "team-a").getSpec().getSelector()).containsOnly(Map.entry("app", "mine"));

        namespace
                .client()
                .services()
                .inNamespace(namespace.name())
                .withName("team-a")
                .delete();
        registry.awaitCondition("Ready", "False", "Provisioning");
    }

    @Test
    void aSecretThatChangesRollsThePodsOnce(TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("s3-keys", "accessKey", "one");
        registry.apply("storage: {s3: {endpoint: 'https://s3.example.org', credentialsSecretRef: {name: s3-keys}}}");
        registry.awaitCondition("ReferencesResolved", "False", "SecretKeyMissing");
        putKeys(registry, "one");
        new Pods(namespace).becomeReady(1);
        registry.awaitCondition("Ready", "True", "AsExpected");
        long generation = deployment(namespace).getMetadata().getGeneration();

        putKeys(registry, "two");

        await().atMost(SOON).until(() -> deployment(namespace).getMetadata().getGeneration() == generation + 1);
        await().during(Duration.ofSeconds(5))
                .atMost(SOON)
                .until(() -> deployment(namespace).getMetadata().getGeneration() == generation + 1);
    }

    @Test
    void aRegistryThatIsAppliedAgainFindsItsBucket(TestNamespace namespace) {
        TestRegistry registry = readyRegistry(namespace);
        String bucket = registry.get().get("status", "storage", "bucketName");
        List<String> claim = claim(namespace);

        registry.delete();
        registry.apply(Specs.SMALLEST);

        await().atMost(Duration.ofMinutes(2))
                .until(() -> deployment(namespace) != null
                        && ownerOf(deployment(namespace))
                                .equals(registry.get().getMetadata().getUid()));
        assertThat(registry.get().<String>get("status", "storage", "bucketName"))
                .isEqualTo(bucket);
        assertThat(claim(namespace)).isEqualTo(claim);
    }

    @Test
    void aPausedRegistryIsLeftAsItIs(TestNamespace namespace) {
        TestRegistry registry = readyRegistry(namespace);

        registry.apply("managementState: Paused\n" + Specs.SMALLEST);
        registry.awaitCondition("Paused", "True", "Paused");
        registry.awaitCondition("Ready", "True", "AsExpected");

        registry.apply("managementState: Paused\nreplicas: 3\n" + Specs.SMALLEST);
        registry.awaitCondition("Ready", "Unknown", "Paused");
        assertThat(deployment(namespace).getSpec().getReplicas()).isEqualTo(1);
        registry.apply("replicas: 3\n" + Specs.SMALLEST);
        new Pods(namespace).becomeReady(3);
        registry.awaitCondition("Ready", "True", "AsExpected");
    }

    @Test
    void noSecretIsSaidAnywhere(TestNamespace namespace) throws IOException {
        TestRegistry registry = readyRegistry(namespace);
        List<String> secrets = Stream.concat(
                        Stream.of(Specs.grant()),
                        ownSecrets(namespace).stream()
                                .flatMap(secret -> secret.getData().values().stream())
                                .map(encoded ->
                                        new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8)))
                .toList();

        String said = operators.current().log()
                + registry.get()
                + namespace.client().pods().inNamespace(namespace.name()).list()
                + deployment(namespace)
                + namespace.client().v1().events().inNamespace(namespace.name()).list();
        assertThat(secrets).hasSizeGreaterThan(3).noneMatch(said::contains);
        String given = Base64.getEncoder().encodeToString(Specs.grant().getBytes(StandardCharsets.UTF_8));
        assertThat(ownSecrets(namespace)).noneMatch(secret -> secret.getData().containsValue(given));
    }

    private static List<Secret> ownSecrets(TestNamespace namespace) {
        return namespace
                .client()
                .secrets()
                .inNamespace(namespace.name())
                .withLabel("app.kubernetes.io/managed-by", "tardigrade-operator")
                .list()
                .getItems();
    }

    private static TestRegistry readyRegistry(TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        registry.apply(Specs.SMALLEST);
        new Pods(namespace).becomeReady(1);
        registry.awaitCondition("Ready", "True", "AsExpected");
        return registry;
    }

    private static void putKeys(TestRegistry registry, String value) {
        registry.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("s3-keys")
                        .withNamespace(registry.namespace().name())
                        .endMetadata()
                        .withStringData(Map.of("accessKey", value, "secretKey", value))
                        .build())
                .forceConflicts()
                .serverSideApply();
    }

    private static List<String> claim(TestNamespace namespace) {
        return deployment(namespace).getSpec().getTemplate().getSpec().getInitContainers().stream()
                .filter(container -> container.getName().equals("bucket"))
                .findFirst()
                .orElseThrow()
                .getArgs();
    }

    private static String ownerOf(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().getFirst().getUid();
    }

    private static List<String> objects(TestNamespace namespace) {
        var client = namespace.client();
        return Stream.of(
                        client.serviceAccounts(),
                        client.configMaps(),
                        client.secrets(),
                        client.services(),
                        client.apps().deployments(),
                        client.network().networkPolicies(),
                        client.policy().v1().podDisruptionBudget(),
                        client.persistentVolumeClaims())
                .flatMap(kind -> kind
                        .inNamespace(namespace.name())
                        .withLabel("app.kubernetes.io/managed-by", "tardigrade-operator")
                        .list()
                        .getItems()
                        .stream())
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .map(text -> text.replaceFirst("-gateway-[0-9a-f]{8}$", "-gateway-EDITION"))
                .toList();
    }
}
