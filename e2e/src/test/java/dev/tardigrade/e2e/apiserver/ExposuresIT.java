package dev.tardigrade.e2e.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.CustomResources;
import dev.tardigrade.e2e.beds.TestNamespace;
import dev.tardigrade.testing.keys.TestPair;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How clients reach a registry. The controllers that would serve Ingresses, routes and certificates are the test. */
@Tag("apiserver")
@ExtendWith(ApiServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExposuresIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** Where the client says so. */
    private static final String WATCHES = "io.fabric8.kubernetes.client.dsl.internal.AbstractWatchManager";

    private Operators operators;
    private Cluster cluster;

    @BeforeAll
    void start(Cluster cluster, @TempDir Path folder) {
        this.cluster = cluster;
        this.operators = new Operators(cluster, folder);
    }

    @AfterEach
    void withoutOptionalKinds() throws IOException {
        CustomResources.remove(cluster, CustomResources.CERTIFICATES);
        CustomResources.remove(cluster, CustomResources.MONITORING);
        CustomResources.remove(cluster, CustomResources.httpRoutes());
        assertThatTheOperatorIsWell();
    }

    @AfterAll
    void stop() throws IOException {
        assertThatTheOperatorIsWell();
        operators.close();
    }

    /** Whatever kinds came and went. Of a watch whose kind has gone the client says an error until it is ended. */
    private void assertThatTheOperatorIsWell() throws IOException {
        assertThat(operators.current().isAlive()).isTrue();
        assertThat(operators
                        .current()
                        .log()
                        .lines()
                        .filter(line -> line.contains("\"level\":\"ERROR\""))
                        .filter(line -> !line.contains(WATCHES)))
                .isEmpty();
    }

    @Test
    void anIngressLeadsToTheServersWhenItsControllerSaysSo(TestNamespace namespace) {
        putCertificate(namespace, "cert", TestPair.p256());
        TestRegistry registry = ready(namespace, """
                exposure:
                - {name: web, type: Ingress, host: registry.example.org, className: nginx, tls: {secretRef: {name: cert}}}
                """);
        registry.awaitCondition("ExposureReady", "False", "AddressPending");

        var ingresses = new Kind(namespace, "networking.k8s.io/v1", "Ingress", "ingresses");
        ingresses.status("team-a-web", "loadBalancer: {ingress: [{ip: 192.0.2.20}]}");

        registry.awaitCondition("Ready", "True", "AsExpected");
        assertThat(registry.get().<String>get("status", "url")).isEqualTo("https://registry.example.org");
        assertThat(ingresses.find("team-a-web").orElseThrow().<String>get("spec", "ingressClassName"))
                .isEqualTo("nginx");
    }

    @Test
    void eachExposureHasItsOwnAddressAndReason(TestNamespace namespace) {
        TestRegistry registry = ready(namespace, """
                exposure:
                - {name: in, type: ClusterIP}
                - {name: nodes, type: NodePort}
                - {name: lb, type: LoadBalancer}
                - {name: web, type: Gateway, host: registry.example.org, gatewayRef: {name: public}}
                """);
        registry.awaitCondition("ExposureReady", "False", "AddressPending");
        new Kind(namespace, "v1", "Service", "services")
                .status("team-a-lb", "loadBalancer: {ingress: [{hostname: lb.example.org}]}");

        assertThat(registry.awaitCondition("ExposureReady", "False", "ApiNotInstalled")
                        .message())
                .contains("exposure web", "install the Gateway API");
        assertThat(registry.get().<String>get("status", "endpoints", 0, "url"))
                .isEqualTo("http://team-a." + namespace.name() + ".svc:5000");
        assertThat(registry.get().<String>get("status", "endpoints", 1, "url")).startsWith("http://192.0.2.10:");
        assertThat(registry.get().<String>get("status", "endpoints", 2, "url")).isEqualTo("http://lb.example.org:5000");
        assertThat(registry.get().<String>get("status", "endpoints", 3, "reason"))
                .isEqualTo("ApiNotInstalled");
    }

    @Test
    void aGatewayApiThatComesAndGoesIsPickedUpAndLetGo(TestNamespace namespace) {
        TestRegistry registry = ready(
                namespace,
                "exposure: [{name: web, type: Gateway, host: registry.example.org, gatewayRef: {name: public, namespace: edge}}]");
        registry.awaitCondition("ExposureReady", "False", "ApiNotInstalled");
        var routes = new Kind(namespace, "gateway.networking.k8s.io/v1", "HTTPRoute", "httproutes");

        CustomResources.put(cluster, CustomResources.httpRoutes());
        await().atMost(SOON).until(() -> routes.has("team-a-web"));
        registry.awaitCondition("ExposureReady", "False", "RouteNotAccepted");

        routes.status("team-a-web", """
                parents:
                - controllerName: example.org/gateways
                  parentRef: {name: public, namespace: edge}
                  conditions:
                  - {type: Accepted, status: "True", reason: Accepted, message: "", lastTransitionTime: "2026-01-01T00:00:00Z"}
                  - {type: ResolvedRefs, status: "True", reason: ResolvedRefs, message: "", lastTransitionTime: "2026-01-01T00:00:00Z"}
                """);
        registry.awaitCondition("Ready", "True", "AsExpected");
        assertThat(registry.get().<String>get("status", "url")).isEqualTo("https://registry.example.org");

        CustomResources.remove(cluster, CustomResources.httpRoutes());
        registry.awaitCondition("ExposureReady", "False", "ApiNotInstalled");
        registry.apply("readOnly: true\n" + Specs.SMALLEST);
        registry.awaitCondition("ReadOnly", "True", "ReadOnly");
    }

    @Test
    void theServersWaitForTheCertificateOfAnIssuerAndThenSpeakTls(TestNamespace namespace) {
        CustomResources.put(cluster, CustomResources.CERTIFICATES);
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        registry.apply("exposure: [{name: in, type: ClusterIP, tls: {issuerRef: {name: ours}}}]\n" + Specs.SMALLEST);
        var certificates = new Kind(namespace, "cert-manager.io/v1", "Certificate", "certificates");

        await().atMost(SOON).until(() -> certificates.has("team-a-server-tls"));
        registry.awaitCondition("ExposureReady", "False", "CertificateNotReady");
        putCertificate(namespace, "team-a-server-tls", TestPair.p256());
        certificates.status("team-a-server-tls", "conditions: [{type: Ready, status: \"True\"}]");

        new Pods(namespace).becomeReady(1);
        registry.awaitCondition("Ready", "True", "AsExpected");
        assertThat(registry.get().<String>get("status", "url"))
                .isEqualTo("https://team-a." + namespace.name() + ".svc:5000");
    }

    @Test
    void aCertificateThatIsBrokenLaterIsToldAndServersKeepTheLastGoodOne(TestNamespace namespace) {
        putCertificate(namespace, "cert", TestPair.p256());
        TestRegistry registry =
                ready(namespace, "exposure: [{name: in, type: ClusterIP, tls: {secretRef: {name: cert}}}]");
        registry.awaitCondition("Ready", "True", "AsExpected");
        var files = new Kind(namespace, "v1", "Secret", "secrets");
        var good = files.find("team-a-files").orElseThrow().get("data");

        putCertificate(
                namespace,
                "cert",
                new TestPair(TestPair.p521().chain(), TestPair.p256().key()));

        assertThat(registry.awaitCondition("ReferencesResolved", "False", "SecretInvalid")
                        .message())
                .contains("Secret cert", "spec.exposure[in].tls.secretRef", "tls.key is not the key of", "put in both");
        assertThat(files.find("team-a-files").orElseThrow().<Object>get("data")).isEqualTo(good);

        putCertificate(namespace, "cert", TestPair.p521());
        registry.awaitCondition("ReferencesResolved", "True", "AsExpected");
        assertThat(files.find("team-a-files").orElseThrow().<Object>get("data")).isNotEqualTo(good);
    }

    @Test
    void monitoringIsMadeAsSoonAsItsKindsAreThere(TestNamespace namespace) {
        TestRegistry registry = ready(namespace, "monitoring: {serviceMonitor: Enabled}");
        registry.awaitCondition("Degraded", "Unknown", "ApiNotInstalled");

        CustomResources.put(cluster, CustomResources.MONITORING);

        await().atMost(SOON)
                .until(() -> new Kind(namespace, "monitoring.coreos.com/v1", "ServiceMonitor", "servicemonitors")
                                .has("team-a")
                        && new Kind(namespace, "monitoring.coreos.com/v1", "PrometheusRule", "prometheusrules")
                                .has("team-a")
                        && new Kind(namespace, "v1", "ConfigMap", "configmaps").has("team-a-dashboard"));
        registry.awaitCondition("Degraded", "False", "AsExpected");
    }

    private static TestRegistry ready(TestNamespace namespace, String more) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        registry.apply(more.strip() + "\n" + Specs.SMALLEST);
        new Pods(namespace).becomeReady(1);
        return registry;
    }

    private static void putCertificate(TestNamespace namespace, String name, TestPair pair) {
        new TestRegistry(namespace).putSecret(name, Map.of("tls.crt", pair.chain(), "tls.key", pair.key()));
    }
}
