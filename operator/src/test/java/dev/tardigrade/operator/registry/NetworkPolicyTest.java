package dev.tardigrade.operator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.api.v1alpha1.access.Auth;
import dev.tardigrade.api.v1alpha1.access.Oidc;
import dev.tardigrade.api.v1alpha1.storage.S3Storage;
import dev.tardigrade.operator.registry.PolicedNetwork.Host;
import dev.tardigrade.operator.registry.PolicedNetwork.Port;
import dev.tardigrade.operator.vocabulary.Labels;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the network policies of all scenarios let through, and what not. */
final class NetworkPolicyTest {

    private static final String NAMESPACE = "shop";
    private static final Host INTERNET = Host.outside("198.51.100.7");
    private static final Host INTERNET_6 = Host.outside("2001:db8::7");
    private static final Host NEIGHBOUR = Host.pod(NAMESPACE, Map.of("app", "web"));
    private static final Host STRANGER = Host.pod("elsewhere", Map.of("app", "web"));

    private static final Port REGISTRY = Port.tcp(5000);
    private static final Port METRICS = Port.tcp(5001);
    private static final Port PEERS = Port.tcp(5002);
    private static final Port GATEWAY = Port.tcp(7777);

    /** A server, a pod that empties the storage, and a gateway, where a scenario has them, in its network. */
    record Pods(String scenario, PolicedNetwork network, Host server, Host cleanup, List<Host> gateways, Scenario of) {

        static Pods of(Scenario scenario) {
            var deployments = scenario.wanted()
                    .filter(Deployment.class::isInstance)
                    .map(Deployment.class::cast)
                    .map(deployment -> Host.pod(
                            NAMESPACE,
                            deployment.getSpec().getTemplate().getMetadata().getLabels()))
                    .toList();
            return new Pods(
                    scenario.toString(),
                    new PolicedNetwork(scenario.wanted()
                            .filter(NetworkPolicy.class::isInstance)
                            .map(NetworkPolicy.class::cast)
                            .toList()),
                    deployments.stream()
                            .filter(pod -> Labels.isServer(pod.labels()))
                            .findFirst()
                            .orElseThrow(),
                    Host.pod(
                            NAMESPACE,
                            Labels.ofCleanup(scenario.registry().getMetadata().getName())),
                    deployments.stream()
                            .filter(pod -> !Labels.isServer(pod.labels()))
                            .toList(),
                    scenario);
        }

        List<Host> all() {
            return Stream.concat(Stream.of(server, cleanup), gateways.stream()).toList();
        }

        boolean hasStorj() {
            return of.registry().getSpec().storage().storj() != null;
        }

        @Override
        public String toString() {
            return scenario;
        }
    }

    private static final List<Pods> SHIELDED = Scenario.all()
            .filter(scenario -> scenario.wanted().anyMatch(NetworkPolicy.class::isInstance))
            .map(Pods::of)
            .toList();

    static Stream<Pods> shielded() {
        return SHIELDED.stream();
    }

    static Stream<Pods> onStorj() {
        return shielded().filter(Pods::hasStorj);
    }

    static Stream<Pods> elsewhere() {
        return shielded().filter(pods -> !pods.hasStorj());
    }

    static Stream<Pods> withGateways() {
        return shielded().filter(pods -> !pods.gateways().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("shielded")
    void namesAreFound(Pods pods) {
        var dnsOfTheNode = Host.outside("169.254.20.10");
        var dnsOfTheCluster = Host.pod("kube-system", Map.of("k8s-app", "kube-dns"));
        assertThat(pods.all()).allSatisfy(pod -> {
            for (Port port : List.of(Port.udp(53), Port.tcp(53))) {
                assertThat(pods.network().lets(pod, dnsOfTheNode, port)).isTrue();
                assertThat(pods.network().lets(pod, dnsOfTheCluster, port)).isTrue();
            }
            // where the Service of DNS leads to another port
            for (Port port : List.of(Port.udp(5353), Port.tcp(5353))) {
                assertThat(pods.network().lets(pod, dnsOfTheCluster, port)).isTrue();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("shielded")
    void clientsAndWhoReadsMetricsComeIn(Pods pods) {
        assertThat(List.of(INTERNET, INTERNET_6, NEIGHBOUR, STRANGER))
                .allSatisfy(client -> assertThat(pods.network().lets(client, pods.server(), REGISTRY))
                        .isTrue());
        assertThat(List.of(NEIGHBOUR, STRANGER))
                .allSatisfy(reader -> assertThat(pods.network().lets(reader, pods.server(), METRICS))
                        .isTrue());
        assertThat(pods.network().lets(INTERNET, pods.server(), METRICS)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("shielded")
    void onlyServersTalkToServers(Pods pods) {
        assertThat(pods.network().lets(pods.server(), pods.server(), PEERS)).isTrue();
        var serverOfAnother = Host.pod("elsewhere", pods.server().labels());
        assertThat(List.of(INTERNET, INTERNET_6, NEIGHBOUR, STRANGER, serverOfAnother, pods.cleanup()))
                .allSatisfy(other -> assertThat(pods.network().lets(other, pods.server(), PEERS))
                        .isFalse());
    }

    @ParameterizedTest
    @MethodSource("shielded")
    void nothingElseIsOpen(Pods pods) {
        assertThat(pods.all())
                .allSatisfy(pod -> assertThat(List.of(22, 6443, 8080, 10_250))
                        .allSatisfy(port -> assertThat(pods.network().letsIn(NEIGHBOUR, pod, Port.tcp(port)))
                                .isFalse()));
        assertThat(pods.network().letsIn(NEIGHBOUR, pods.cleanup(), GATEWAY)).isFalse();
        assertThat(pods.network().letsIn(NEIGHBOUR, pods.server(), GATEWAY)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("shielded")
    void whereCloudsAnswerMachinesIsOutOfReach(Pods pods) {
        var metadata =
                Stream.of("169.254.169.254", "100.100.100.200", "fd00:ec2::254", "fe80::1", "64:ff9b::a9fe:a9fe");
        assertThat(metadata.map(Host::outside))
                .allSatisfy(address -> assertThat(pods.all())
                        .allSatisfy(pod -> assertThat(List.of(80, 443, 7777))
                                .allSatisfy(port -> assertThat(pods.network().letsOut(pod, address, Port.tcp(port)))
                                        .isFalse())));
    }

    @ParameterizedTest
    @MethodSource("onStorj")
    void satellitesAndStorageNodesAreReachedAtAnyPort(Pods pods) {
        assertThat(pods.all())
                .allSatisfy(pod -> assertThat(List.of(
                                Port.tcp(7777), Port.udp(7777), Port.tcp(28_967), Port.udp(28_967), Port.tcp(443)))
                        .allSatisfy(port -> {
                            assertThat(pods.network().letsOut(pod, INTERNET, port))
                                    .isTrue();
                            assertThat(pods.network().letsOut(pod, INTERNET_6, port))
                                    .isTrue();
                            // a network of one's own, in the cluster
                            assertThat(pods.network().letsOut(pod, STRANGER, port))
                                    .isTrue();
                        }));
    }

    @ParameterizedTest
    @MethodSource("withGateways")
    void onlyServersReachAGatewayInAPodOfItsOwn(Pods pods) {
        assertThat(pods.gateways()).allSatisfy(gateway -> {
            assertThat(pods.network().lets(pods.server(), gateway, GATEWAY)).isTrue();
            assertThat(List.of(INTERNET, INTERNET_6, NEIGHBOUR, STRANGER))
                    .allSatisfy(other -> assertThat(pods.network().letsIn(other, gateway, GATEWAY))
                            .isFalse());
        });
    }

    @ParameterizedTest
    @MethodSource("shielded")
    void whatTheSpecNamesIsReachedWhereverItIs(Pods pods) {
        assertThat(urls(pods.of())).allSatisfy(url -> {
            var port = Port.tcp(port(url));
            assertThat(List.of(INTERNET, INTERNET_6, STRANGER))
                    .allSatisfy(host -> assertThat(pods.network().letsOut(pods.server(), host, port))
                            .isTrue());
        });
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void allElseIsOutOfReach(Pods pods) {
        var named = urls(pods.of()).map(NetworkPolicyTest::port).toList();
        // upstreams send servers there for tokens and bytes
        var https = !pods.of().registry().getSpec().upstreams().isEmpty();
        assertThat(Stream.of(22, 80, 443, 6443, 7777, 9000)
                        .filter(port -> !named.contains(port) && !(port == 443 && https)))
                .isNotEmpty()
                .allSatisfy(port -> assertThat(List.of(INTERNET, INTERNET_6, STRANGER))
                        .allSatisfy(host -> assertThat(pods.network().letsOut(pods.server(), host, Port.tcp(port)))
                                .isFalse()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"minio-tenant", "team", "build", NAMESPACE})
    void aServiceMayLeadToAnyPortOfItsPods(String namespace) {
        var pods = Pods.of(Scenario.named("services-of-the-cluster"));
        assertThat(List.of(8080, 8443, 9000))
                .allSatisfy(port -> assertThat(pods.network()
                                .letsOut(pods.server(), Host.pod(namespace, Map.of("app", "x")), Port.tcp(port)))
                        .isTrue());
        assertThat(pods.network().letsOut(pods.server(), STRANGER, Port.tcp(9000)))
                .isFalse();
    }

    private static Stream<URI> urls(Scenario scenario) {
        var spec = scenario.registry().getSpec();
        return Stream.of(
                        Optional.ofNullable(spec.storage().s3()).map(S3Storage::endpoint).stream(),
                        spec.notifications().stream().map(receiver -> receiver.url()),
                        spec.upstreams().stream().map(upstream -> upstream.url()),
                        Optional.ofNullable(spec.auth()).map(Auth::oidc).map(Oidc::issuer).stream())
                .flatMap(urls -> urls)
                .map(URI::create);
    }

    private static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return url.getScheme().equals("http") ? 80 : 443;
    }
}
