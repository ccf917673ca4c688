package dev.tardigrade.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.apiserver.OperatorProcess;
import dev.tardigrade.e2e.apiserver.Pods;
import dev.tardigrade.e2e.apiserver.Specs;
import dev.tardigrade.e2e.apiserver.TestRegistry;
import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.TestNamespace;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the operator does not hear of, and wherever it is killed: the same end, one grant, one bucket. */
@Tag("apiserver")
@ExtendWith(ApiServerExtension.class)
final class CrashIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    /** A client that is not told that a watch has ended looks after 2 minutes; and it waits up to 32 s before it calls again. */
    private static final Duration AT_LAST = Duration.ofMinutes(4);

    private static final Duration QUIET = Duration.ofSeconds(2);

    /** Characters of a log. */
    private static final int SHOWN = 20_000;

    private static final String CHANGED = "replicas: 2\nexposure: [{name: nodes, type: NodePort}]\n" + Specs.SMALLEST;

    /** With most of the objects that there are. */
    private static final String WHOLE = """
            storage: {storj: {accessGrantSecretRef: {name: storj-access}, gateway: {mode: Dedicated}}}
            auth: {robots: [{name: ci, actions: [pull, push]}]}
            exposure: [{name: nodes, type: NodePort}]
            autoscaling: {minReplicas: 2, maxReplicas: 4}
            deletionPolicy: Delete
            """;

    /** Of these something changes in the dark. */
    private static final List<String> WATCHED = List.of("registries", "services", "configmaps");

    private final List<TestNamespace> namespaces = new ArrayList<>();
    private FirstSecrets secrets;
    private ApiProxy proxy;
    private Path kubeconfig;
    private Path folder;
    private OperatorProcess operator;

    @BeforeEach
    void start(Cluster cluster, @TempDir Path folder) {
        OperatorProcess.install(cluster);
        this.folder = folder;
        secrets = FirstSecrets.of(cluster);
        proxy = ApiProxy.start(cluster);
        kubeconfig =
                cluster.kubeconfigOf(OperatorProcess.ACCOUNT, proxy.endpoint(), folder.resolve("kubeconfig-by-proxy"));
        operator = startOperator();
    }

    @AfterEach
    void stop() {
        operator.close();
        proxy.close();
        secrets.close();
        namespaces.forEach(TestNamespace::close);
    }

    @Test
    void killedAfterAnyOfItsWritesItEndsAsIfItWereNot(Cluster cluster) {
        List<TestRegistry> killed = new ArrayList<>();
        TestRegistry undisturbed = null;
        while (undisturbed == null) {
            TestRegistry registry = registry(cluster);
            proxy.killAfter(registry.namespace().name(), killed.size() + 1, operator::kill);
            registry.apply(WHOLE);
            awaitKillOrQuiet(registry);
            if (operator.isAlive()) {
                undisturbed = registry;
            } else {
                killed.add(registry);
                operator = startOperator();
            }
        }
        assertThat(killed).hasSizeGreaterThan(20);
        EndState wanted = EndState.of(undisturbed);
        killed.forEach(registry -> awaitEnd(registry, wanted));
        killed.forEach(this::assertOneGrant);
        killed.forEach(secrets::assertAreKept);
    }

    @Test
    void killedAfterAnyWriteOfADeletionItEmptiesTheBucketOnceAndTellsOnce(Cluster cluster) {
        int kills = 0;
        while (isKilledDeleting(cluster, kills + 1)) {
            kills++;
        }
        // after the Deployment, the job, the event and the finalizer
        assertThat(kills).isGreaterThanOrEqualTo(4);
    }

    /** Deletes a Registry and its images, and kills the operator after a certain one of the writes for that; returns whether it came so far. */
    private boolean isKilledDeleting(Cluster cluster, int write) {
        TestRegistry registry = registry(cluster);
        registry.apply("deletionPolicy: Delete\n" + Specs.SMALLEST);
        new Pods(registry.namespace()).becomeReady(1);
        registry.awaitCondition("Ready", "True", "AsExpected");
        awaitQuiet(registry);
        int before = writes(registry).size();
        proxy.killAfter(registry.namespace().name(), before + write, operator::kill);

        registry.beginToDelete();
        awaitEmptied(registry, () -> registry.get() == null || !operator.isAlive());
        // The Registry may be gone before the operator is.
        boolean killed = writes(registry).size() >= before + write;
        if (killed) {
            await().until(() -> !operator.isAlive());
            operator = startOperator();
            awaitEmptied(registry, () -> registry.get() == null);
        }
        assertThat(endings(registry)).containsExactly("ImagesDeleted");
        assertThat(writes(registry).stream()
                        .skip(before)
                        .filter(call -> call.contains("/jobs/"))
                        .distinct())
                .hasSize(1);
        return killed;
    }

    /** Is the kubelet of the pod that empties the storage, until it is so. */
    private static void awaitEmptied(TestRegistry registry, Callable<Boolean> until) {
        Pods pods = new Pods(registry.namespace());
        await().atMost(AT_LAST)
                .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> {
                    pods.endCleanupIfAny("Emptied", "bucket b is empty");
                    return until.call();
                });
    }

    /** What was told about the images. */
    private static List<String> endings(TestRegistry registry) {
        return registry
                .namespace()
                .client()
                .v1()
                .events()
                .inNamespace(registry.namespace().name())
                .list()
                .getItems()
                .stream()
                .map(Event::getReason)
                .filter(reason -> reason.startsWith("Images"))
                .toList();
    }

    @Test
    void watchesThatLagLeadToTheSameEnd(Cluster cluster) {
        EndState wanted = undisturbed(cluster, CHANGED);
        proxy.lag(Duration.ofSeconds(2));
        TestRegistry registry = registry(cluster);
        registry.apply(Specs.SMALLEST);
        await().atMost(SOON).until(() -> has(registry, "team-a"));
        registry.apply("replicas: 3\n" + Specs.SMALLEST);
        registry.apply(CHANGED);

        awaitEnd(registry, wanted);
        proxy.lag(Duration.ZERO);
        awaitQuiet(registry);
        assertThat(EndState.of(registry)).isEqualTo(wanted);
        assertOneGrant(registry);
    }

    @Test
    void eventsThatAreMissedLeadToTheSameEnd(Cluster cluster) {
        EndState wanted = undisturbed(cluster, CHANGED);
        TestRegistry registry = registry(cluster);
        registry.apply(Specs.SMALLEST);
        await().atMost(SOON).until(() -> has(registry, "team-a"));
        awaitQuiet(registry);
        TestRegistry later = registry(cluster);

        proxy.darken();
        registry.apply("replicas: 3\n" + Specs.SMALLEST);
        registry.apply(CHANGED);
        var client = cluster.client();
        client.services()
                .inNamespace(registry.namespace().name())
                .withName("team-a-peers")
                .delete();
        client.configMaps()
                .inNamespace(registry.namespace().name())
                .withName("team-a-config")
                .delete();
        later.apply(CHANGED);
        WATCHED.forEach(plural -> await(plural).atMost(SOON).until(() -> proxy.isKeptFrom(plural)));
        proxy.lighten();

        awaitEnd(registry, wanted);
        awaitEnd(later, wanted);
        assertOneGrant(registry);
        assertOneGrant(later);
    }

    @Test
    void watchesThatAreTornLeadToTheSameEnd(Cluster cluster) {
        EndState wanted = undisturbed(cluster, CHANGED);
        TestRegistry registry = registry(cluster);
        registry.apply(Specs.SMALLEST);
        await().atMost(SOON).until(() -> has(registry, "team-a"));
        awaitQuiet(registry);

        proxy.tear(true);
        registry.apply("replicas: 3\n" + Specs.SMALLEST);
        registry.putSecret("storj-access", "accessGrant", Specs.grant() + " ");
        await().atMost(SOON).until(() -> proxy.torn() > 2);
        proxy.tear(false);
        registry.apply(CHANGED);

        awaitEnd(registry, wanted);
        assertOneGrant(registry);
    }

    private OperatorProcess startOperator() {
        Map<String, String> environment = new HashMap<>(OperatorProcess.alone());
        // so that a call has a connection for itself while it lasts
        environment.put("HTTP2_DISABLE", "true");
        return OperatorProcess.start(kubeconfig, environment, folder);
    }

    private TestRegistry registry(Cluster cluster) {
        TestNamespace namespace = cluster.newNamespace();
        namespaces.add(namespace);
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        return registry;
    }

    private EndState undisturbed(Cluster cluster, String spec) {
        TestRegistry registry = registry(cluster);
        registry.apply(spec);
        await().atMost(SOON).until(() -> has(registry, "team-a"));
        awaitQuiet(registry);
        return EndState.of(registry);
    }

    private static boolean has(TestRegistry registry, String deployment) {
        TestNamespace namespace = registry.namespace();
        return namespace
                        .client()
                        .apps()
                        .deployments()
                        .inNamespace(namespace.name())
                        .withName(deployment)
                        .get()
                != null;
    }

    private void awaitEnd(TestRegistry registry, EndState wanted) {
        await().atMost(AT_LAST)
                .ignoreExceptionsInstanceOf(NullPointerException.class)
                .untilAsserted(() -> assertThat(EndState.of(registry).objects())
                        .as(this::operatorNow)
                        .containsExactlyElementsOf(wanted.objects()));
    }

    private String operatorNow() {
        try {
            String log = operator.log();
            return "the operator " + (operator.isAlive() ? "runs" : "has ended") + "; its log ends with\n"
                    + log.substring(Math.max(0, log.length() - SHOWN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitKillOrQuiet(TestRegistry registry) {
        await().atMost(SOON).until(() -> !operator.isAlive() || has(registry, "team-a"));
        int[] last = {-1};
        await().atMost(SOON).pollInterval(QUIET).until(() -> {
            int before = last[0];
            last[0] = writes(registry).size();
            return !operator.isAlive() || last[0] == before;
        });
    }

    private void awaitQuiet(TestRegistry registry) {
        awaitKillOrQuiet(registry);
        assertThat(operator.isAlive()).isTrue();
    }

    private List<String> writes(TestRegistry registry) {
        return proxy.writes(registry.namespace().name());
    }

    /** A second grant would be a second identity; and the bucket is named in the status before the first is made. The finalizer comes before all. */
    private void assertOneGrant(TestRegistry registry) {
        assertThat(writes(registry).stream()
                        .filter(write -> write.matches("PATCH .*/secrets/team-a-gateway-[0-9a-f]{8}"))
                        .distinct())
                .hasSize(1);
        assertThat(writes(registry).stream().filter(write -> !write.endsWith("/registries/team-a")))
                .first()
                .asString()
                .matches("PATCH .*/registries/team-a/status");
    }
}
