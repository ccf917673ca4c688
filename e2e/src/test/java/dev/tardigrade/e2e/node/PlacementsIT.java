package dev.tardigrade.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.Node;
import dev.tardigrade.e2e.beds.NodeExtension;
import dev.tardigrade.e2e.beds.StorjFaults.Link;
import dev.tardigrade.e2e.beds.StorjNetwork;
import dev.tardigrade.e2e.beds.TestNamespace;
import dev.tardigrade.e2e.image.Layer;
import dev.tardigrade.e2e.image.PlainClient;
import dev.tardigrade.e2e.registry.RegistrySettings;
import dev.tardigrade.e2e.storj.Gateway;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each place for the gateway, on a real node and a real Storj network: in the servers' pods, in pods of its own, and outside of the cluster. */
@Tag("node")
@ExtendWith(NodeExtension.class)
final class PlacementsIT {

    private static final Duration TOLD_WITHIN = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** More than a manifest, which a tag would hold: it goes to the storage nodes, in two parts. */
    private static final Layer LAYER = new Layer(1, 80 << 20);

    @BeforeAll
    static void install(Node node, @TempDir Path folder) {
        Product.install(node, folder);
    }

    @Test
    void sidecarIsInTheServersPod(TestNamespace namespace, Node node, StorjNetwork storj, @TempDir Path folder) {
        TeamRegistry registry = withGrant(namespace, storj, Map.of("mode", "Sidecar"));

        assertThat(gateways(namespace)).containsExactly("registry");
        assertPushesAndPulls(registry);
        assertGrantStaysInItsSecret(namespace, storj);
        assertALostLinkIsToldAndHeals(registry, storj);
        assertGoesWithItsImages(registry, Gateway.start(storj.grant(), node.hostAddress(), folder));
    }

    @Test
    void dedicatedIsInPodsOfItsOwn(TestNamespace namespace, Node node, StorjNetwork storj, @TempDir Path folder) {
        TeamRegistry registry = withGrant(namespace, storj, Map.of("mode", "Dedicated", "replicas", 2));

        assertThat(gateways(namespace)).containsExactly("gateway", "gateway");
        assertPushesAndPulls(registry);
        assertGrantStaysInItsSecret(namespace, storj);
        assertGoesWithItsImages(registry, Gateway.start(storj.grant(), node.hostAddress(), folder));
    }

    @Test
    void hostedIsElsewhereAndToldOfWhenItIsGone(
            TestNamespace namespace, Node node, StorjNetwork storj, @TempDir Path folder) {
        try (Gateway gateway = Gateway.start(storj.grant(), node.hostAddress(), folder)) {
            TeamRegistry registry = new TeamRegistry(namespace);
            RegistrySettings keys = gateway.settings("hosted-" + namespace.name());
            registry.putSecret(Map.of("accessKey", keys.accessKey(), "secretKey", keys.secretKey()));
            registry.applySpec(Map.of(
                    "deletionPolicy",
                    "DeleteIfEmpty",
                    "storage",
                    Map.of(
                            "storj",
                            Map.of(
                                    "gateway",
                                    Map.of(
                                            "mode", "Hosted",
                                            "endpoint", keys.endpoint().toString(),
                                            "credentialsSecretRef", Map.of("name", TeamRegistry.SECRET)),
                                    "bucket",
                                    Map.of("name", keys.bucket())))));
            registry.awaitReady();

            assertThat(gateways(namespace)).isEmpty();
            assertPushesAndPulls(registry);

            gateway.kill();
            await().atMost(TOLD_WITHIN)
                    .untilAsserted(() -> assertThat(registry.condition("StorageReady"))
                            .hasValueSatisfying(storage -> {
                                assertThat(storage.status()).isEqualTo("False");
                                assertThat(storage.message()).isNotBlank();
                            }));
            gateway.restart();
            registry.awaitReady();

            registry.delete();
            assertThat(registry.awaitEvent("ImagesRetained")).contains("holds images");
            assertThat(gateway.get("/" + keys.bucket() + "?list-type=2")).contains("<Key>");
        }
    }

    private static TeamRegistry withGrant(TestNamespace namespace, StorjNetwork storj, Map<String, Object> gateway) {
        TeamRegistry registry = new TeamRegistry(namespace);
        registry.putSecret("accessGrant", storj.grant());
        registry.applySpec(Map.of(
                "deletionPolicy",
                "Delete",
                "storage",
                Map.of(
                        "storj",
                        Map.of("accessGrantSecretRef", Map.of("name", TeamRegistry.SECRET), "gateway", gateway))));
        registry.awaitReady();
        return registry;
    }

    private static void assertPushesAndPulls(TeamRegistry registry) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            PlainClient client = new PlainClient(http, PATIENCE, List.of(registry.inside()));
            client.push("placements/image", "1", LAYER);
            client.pull("placements/image", "1", LAYER);
        }
    }

    private static void assertALostLinkIsToldAndHeals(TeamRegistry registry, StorjNetwork storj) {
        String pod = pods(registry.namespace()).getFirst().getMetadata().getName();
        storj.faults().link(Link.REFUSE);
        try {
            await().atMost(TOLD_WITHIN)
                    .untilAsserted(() -> assertThat(registry.condition("StorageReady"))
                            .hasValueSatisfying(storage -> {
                                assertThat(storage.status()).isEqualTo("False");
                                assertThat(storage.reason()).isEqualTo("EndpointUnreachable");
                                assertThat(storage.message()).contains("pod " + pod);
                            }));
        } finally {
            storj.faults().link(Link.UP);
        }
        registry.awaitReady();
        assertThat(registry.condition("StorageReady"))
                .hasValueSatisfying(storage -> assertThat(storage.status()).isEqualTo("True"));
    }

    /** To the last object, and with the bucket that was made for it. What is left is asked with the user's own grant. */
    private static void assertGoesWithItsImages(TeamRegistry registry, Gateway gateway) {
        try (gateway) {
            String bucket = registry.status("storage", "bucketName");
            assertThat(gateway.status("GET", "/" + bucket)).isEqualTo(200);

            registry.delete();

            assertThat(registry.awaitEvent("ImagesDeleted")).isEqualTo("bucket " + bucket + " was deleted");
            assertThat(gateway.status("GET", "/" + bucket)).isEqualTo(404);
        }
    }

    /** Components of the pods that have a gateway. */
    private static List<String> gateways(TestNamespace namespace) {
        return pods(namespace).stream()
                .filter(pod -> containers(pod)
                        .anyMatch(container -> container.getName().equals("gateway")))
                .map(pod -> pod.getMetadata().getLabels().get("app.kubernetes.io/component"))
                .toList();
    }

    private static Stream<Container> containers(Pod pod) {
        return Stream.concat(pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream());
    }

    private static List<Pod> pods(TestNamespace namespace) {
        return namespace.client().pods().inNamespace(namespace.name()).list().getItems();
    }

    /** What the gateway has is a grant, too, but another one. */
    private static void assertGrantStaysInItsSecret(TestNamespace namespace, StorjNetwork storj) {
        var client = namespace.client();
        String name = namespace.name();
        Stream<Object> all = Stream.of(
                        client.pods().inNamespace(name).list().getItems(),
                        client.configMaps().inNamespace(name).list().getItems(),
                        client.v1().events().inNamespace(name).list().getItems(),
                        client.apps().deployments().inNamespace(name).list().getItems())
                .map(Object.class::cast);
        assertThat(all.map(Serialization::asYaml)).noneMatch(text -> text.contains(storj.grant()));
        pods(namespace)
                .forEach(pod -> containers(pod)
                        .forEach(container -> assertThat(client.pods()
                                        .inNamespace(name)
                                        .withName(pod.getMetadata().getName())
                                        .inContainer(container.getName())
                                        .getLog())
                                .doesNotContain(storj.grant())));
        assertThat(client.secrets().inNamespace(name).list().getItems())
                .filteredOn(secret -> Optional.ofNullable(secret.getData()).stream()
                        .flatMap(data -> data.values().stream())
                        .anyMatch(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)
                                .contains(storj.grant())))
                .extracting(secret -> secret.getMetadata().getName())
                .containsExactly(TeamRegistry.SECRET);
    }
}
