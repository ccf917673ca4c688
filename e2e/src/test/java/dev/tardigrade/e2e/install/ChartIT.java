package dev.tardigrade.e2e.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.process.Command;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The chart as the real Helm renders it. */
@Tag("apiserver")
@ExtendWith(ApiServerExtension.class)
final class ChartIT {

    private static final String CRD = "CustomResourceDefinition registries.tardigrade.dev";
    private static final Pattern DOCUMENT = Pattern.compile("(?m)^---\\s*$");

    @ParameterizedTest
    @EnumSource
    void rendersWhatTheKustomizationHas(Scope scope, Cluster cluster) throws IOException {
        Map<String, JsonNode> kustomized = objects(Manifests.kustomize(cluster, Manifests.kustomization(scope)));
        // Helm makes it by itself, where it is asked to
        assertThat(kustomized.remove("Namespace " + Manifests.NAMESPACE)).isNotNull();

        assertThat(withoutPolicyOfTheCrd(objects(rendered(scope)))).containsExactlyEntriesOf(kustomized);
    }

    @Test
    void rendersWhatTheComponentForMonitoringHas(Cluster cluster, @TempDir Path folder) throws IOException {
        Path here = folder.toRealPath();
        Files.writeString(here.resolve("kustomization.yaml"), """
                resources: [%s]
                components: [%s]
                """.formatted(
                        here.relativize(Manifests.kustomization(Scope.ALL)), here.relativize(Manifests.monitoring())));
        Map<String, JsonNode> kustomized = objects(Manifests.kustomize(cluster, here));
        kustomized.remove("Namespace " + Manifests.NAMESPACE);

        assertThat(kustomized).containsKey("ServiceMonitor tardigrade-system/tardigrade-operator");
        assertThat(withoutPolicyOfTheCrd(objects(rendered(Scope.ALL, "monitoring.enabled=true"))))
                .containsExactlyEntriesOf(kustomized);
    }

    @Test
    void theCrdsStayWhenTheReleaseGoes() throws IOException {
        assertThat(policyOfTheCrd(objects(rendered(Scope.ALL)))).isEqualTo("keep");
        assertThat(policyOfTheCrd(objects(rendered(Scope.ALL, "crds.keep=false"))))
                .isEmpty();
        assertThat(objects(rendered(Scope.ALL, "crds.install=false"))).doesNotContainKey(CRD);
    }

    @ParameterizedTest
    @CsvSource({"tardigrade-operator, tardigrade-system", "second, tardigrade-system", "tardigrade-operator, team-a"})
    void releasesHaveNothingInCommon(String release, String namespace) throws IOException {
        Map<String, JsonNode> other = objects(Manifests.helm("template", "other", "tardigrade-system")
                .and("--set", "crds.install=false")
                .run());
        Map<String, JsonNode> one =
                objects(Manifests.helm("template", release, namespace).run());

        assertThat(one.keySet()).doesNotContainAnyElementsOf(other.keySet());
        assertThat(labels(one).properties()).containsAll(selector(one).properties());
        if (namespace.equals("tardigrade-system")) {
            assertThat(labels(other).properties())
                    .doesNotContainAnyElementsOf(selector(one).properties());
        }
        assertThat(lease(one)).isNotEqualTo(lease(other));
    }

    @Test
    void releasesOfOneNameInTwoNamespacesHaveNothingInCommon() throws IOException {
        Map<String, JsonNode> here = objects(Manifests.helm("template", "images", "team-a")
                .and("--set", "crds.install=false,watch.scope=list,watch.namespaces={shared}")
                .run());
        Map<String, JsonNode> there = objects(Manifests.helm("template", "images", "team-b")
                .and("--set", "crds.install=false,watch.scope=list,watch.namespaces={shared}")
                .run());

        assertThat(here.keySet()).doesNotContainAnyElementsOf(there.keySet());
    }

    private static JsonNode selector(Map<String, JsonNode> objects) {
        return deployment(objects).at("/spec/selector/matchLabels");
    }

    private static JsonNode labels(Map<String, JsonNode> objects) {
        return deployment(objects).at("/spec/template/metadata/labels");
    }

    private static String lease(Map<String, JsonNode> objects) {
        JsonNode deployment = deployment(objects);
        return deployment
                .at("/spec/template/spec/containers/0/env")
                .valueStream()
                .filter(variable -> variable.path("name").asText().equals("LEASE_NAME"))
                .map(variable -> deployment.at("/metadata/namespace").asText() + "/"
                        + variable.path("value").asText())
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode deployment(Map<String, JsonNode> objects) {
        return objects.values().stream()
                .filter(object -> object.path("kind").asText().equals("Deployment"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isCleanForItsOwnLinter() {
        Command.Result result = Manifests.lint().tryToRun();

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).doesNotContain("WARNING", "ERROR");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "watch.scope=some                  | /watch/scope",
                "watch.scope=list                  | /watch/namespaces",
                "watch.namespaces={team-a}         | /watch/namespaces",
                "wach.scope=all                    | wach",
                "log.level=verbose                 | /log/level",
                "image.digest=sha256:abc           | /image/digest",
                "replicas=two                      | /replicas",
                "monitoring.interval=often         | /monitoring/interval",
                "serviceAccount.name=Not_A_Name    | /serviceAccount/name",
            })
    void aValueThatHasNoSenseIsRefusedByName(String value, String named) {
        Command.Result result = Manifests.helm("template", Manifests.NAME, Manifests.NAMESPACE)
                .and("--set", value)
                .tryToRun();

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.errors()).contains(named);
    }

    @Test
    void theApiServerTakesWhatIsRenderedWithAllValues(Cluster cluster, @TempDir Path folder) throws IOException {
        Path values = Files.writeString(folder.resolve("values.yaml"), """
                fullnameOverride: images
                watch: {scope: list, namespaces: [default, kube-public]}
                image: {repository: registry.example.org/operator, digest: "sha256:%1$s", pullPolicy: Always}
                registryImage: {repository: registry.example.org/registry, digest: "sha256:%1$s"}
                gatewayImage: {repository: registry.example.org/gateway, tag: v2}
                imagePullSecrets: [{name: pull}]
                replicas: 2
                log: {level: debug}
                resources: {limits: {cpu: 1, memory: 512Mi}}
                crds: {install: false}
                serviceAccount: {name: images-operator, annotations: {example.org/role: images}}
                podAnnotations: {example.org/a: b}
                podLabels: {team: platform}
                nodeSelector: {kubernetes.io/os: linux}
                tolerations: [{key: dedicated, operator: Exists}]
                affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: []}}
                topologySpreadConstraints:
                  - maxSkew: 1
                    topologyKey: kubernetes.io/hostname
                    whenUnsatisfiable: ScheduleAnyway
                    labelSelector: {matchLabels: {app.kubernetes.io/name: tardigrade-operator}}
                priorityClassName: system-cluster-critical
                env: [{name: JAVA_TOOL_OPTIONS, value: -Xlog:gc}]
                """.formatted("0".repeat(64)));
        String rendered = Manifests.helm("template", "r", "kube-system")
                .and("--values", values)
                .run();
        Path file = Files.writeString(folder.resolve("rendered.yaml"), rendered);

        Command.Result result = Command.of(
                        cluster.kubectl(),
                        "--kubeconfig",
                        cluster.kubeconfig(),
                        "apply",
                        "--dry-run=server",
                        "--validate=strict",
                        "-f",
                        file)
                .tryToRun();

        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(result.errors()).isEmpty();
        assertThat(result.output())
                .contains("deployment.apps/images created", "serviceaccount/images-operator created");
        assertThat(rendered)
                .contains(
                        "registry.example.org/operator@sha256:0",
                        "registry.example.org/registry@sha256:0",
                        "registry.example.org/gateway:v2");
    }

    private static String rendered(Scope scope, String... values) {
        Command command = Manifests.helm("template", Manifests.NAME, Manifests.NAMESPACE)
                .and("--set", "watch.scope=" + scope.word());
        if (scope == Scope.LIST) {
            command = command.and("--set", Manifests.namespaces(Scope.EXAMPLES));
        }
        for (String value : values) {
            command = command.and("--set", value);
        }
        return command.run();
    }

    /** By kind, namespace and name. */
    private static Map<String, JsonNode> objects(String yaml) throws IOException {
        Map<String, JsonNode> objects = new TreeMap<>();
        for (String document : DOCUMENT.splitAsStream(yaml).toList()) {
            JsonNode object = Serialization.unmarshal(document, JsonNode.class);
            if (object != null && object.has("kind")) {
                // numbers in one form, whoever wrote them
                JsonNode plain = new ObjectMapper().readTree(Serialization.asJson(object));
                inOrder(plain.at("/spec/template/spec/containers/0/env"));
                objects.put(key(plain), plain);
            }
        }
        return objects;
    }

    /** A patch moves a variable to the front. None is made of another one, so their order means nothing. */
    private static void inOrder(JsonNode variables) {
        if (variables instanceof ArrayNode array) {
            List<JsonNode> sorted = array.valueStream()
                    .sorted(Comparator.comparing(
                            variable -> variable.path("name").asText()))
                    .toList();
            array.removeAll().addAll(sorted);
        }
    }

    private static String key(JsonNode object) {
        String namespace = object.at("/metadata/namespace").asText();
        return object.at("/kind").asText() + " " + (namespace.isEmpty() ? "" : namespace + "/")
                + object.at("/metadata/name").asText();
    }

    private static String policyOfTheCrd(Map<String, JsonNode> objects) {
        return objects.getOrDefault(CRD, MissingNode.getInstance())
                .path("metadata")
                .path("annotations")
                .path("helm.sh/resource-policy")
                .asText();
    }

    private static Map<String, JsonNode> withoutPolicyOfTheCrd(Map<String, JsonNode> objects) {
        if (objects.get(CRD) instanceof ObjectNode crd && crd.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("annotations");
        }
        return objects;
    }
}
