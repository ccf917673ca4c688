package dev.tardigrade.e2e.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.TestNamespace;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an operator costs and tells while it looks at each Registry every second. */
@Tag("apiserver")
@ExtendWith(ApiServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OperationIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int RESYNCS = 10;
    private static final int FOREIGN_SECRETS = 110;
    private static final int MEGABYTE = 1_000_000;

    /** Less than those Secrets would take, were they kept. */
    private static final long BOUND = 128L * 1024 * 1024;

    private OperatorProcess operator;

    @BeforeAll
    void start(Cluster cluster, @TempDir Path folder) {
        OperatorProcess.install(cluster);
        operator = OperatorProcess.start(cluster, OperatorProcess.ACCOUNT, environment(), folder);
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(OperatorProcess.alone());
        environment.put("RESYNC_INTERVAL", "1s");
        environment.put("OPERATOR_OPTS", OperatorProcess.MEMORY_OF_THE_IMAGE);
        return environment;
    }

    @AfterAll
    void stop() {
        operator.close();
    }

    @Test
    void tenResyncsOfAReadyRegistryAreNoWriteAndNoEvent(Cluster cluster, TestNamespace namespace) throws IOException {
        ready(namespace);
        awaitResyncs(namespace);
        List<String> writes = Writes.into(namespace.name(), cluster);
        int events = namespace
                .client()
                .v1()
                .events()
                .inNamespace(namespace.name())
                .list()
                .getItems()
                .size();

        awaitResyncs(namespace);

        assertThat(Writes.into(namespace.name(), cluster)).isEqualTo(writes);
        assertThat(namespace
                        .client()
                        .v1()
                        .events()
                        .inNamespace(namespace.name())
                        .list()
                        .getItems())
                .hasSize(events);
    }

    @Test
    void theMetricsTellConditionsTimesAndAges(TestNamespace namespace) {
        ready(namespace);

        String metrics = operator.metrics();
        assertThat(metrics)
                .contains("tardigrade_registries{condition=\"Ready\",reason=\"AsExpected\",status=\"True\"}")
                .contains("tardigrade_reconciliations_seconds_count{outcome=\"success\"}")
                .contains("tardigrade_api_calls_seconds_count{method=\"PATCH\",status=\"200\"}")
                .contains("tardigrade_images_retained_total")
                .doesNotContain(namespace.name());
        assertThat(value(metrics, "tardigrade_credentials_age_seconds")).isPositive();
        assertThat(value(metrics, "tardigrade_credentials_left_seconds")).isPositive();
    }

    @Test
    void aRegistryThatIsGoneIsNotCounted(TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.apply(Specs.SMALLEST);
        registry.awaitCondition("ReferencesResolved", "False", "SecretNotFound");
        String series =
                "tardigrade_registries{condition=\"ReferencesResolved\",reason=\"SecretNotFound\",status=\"False\"}";
        await().atMost(SOON).until(() -> value(operator.metrics(), series) > 0);
        double before = value(operator.metrics(), series);

        registry.delete();

        await().atMost(SOON).until(() -> value(operator.metrics(), series) <= before - 1);
    }

    @Test
    void linesAboutARegistryNameItAndEventsTellTransitionsOnce(TestNamespace namespace) throws IOException {
        TestRegistry registry = new TestRegistry(namespace);
        registry.apply(Specs.SMALLEST);
        registry.awaitCondition("ReferencesResolved", "False", "SecretNotFound");
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        new Pods(namespace).becomeReady(1);
        registry.awaitCondition("Ready", "True", "AsExpected");

        await().atMost(SOON).until(() -> events(namespace, "Ready").size() == 1);
        assertThat(events(namespace, "SecretNotFound")).hasSize(1);
        List<JsonNode> lines = operator.log()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(line -> Serialization.unmarshal(line, JsonNode.class))
                .toList();
        assertThat(lines)
                .filteredOn(line -> line.path("resource.namespace").asText().equals(namespace.name()))
                .isNotEmpty()
                .allSatisfy(
                        line -> assertThat(line.path("resource.name").asText()).isEqualTo("team-a"))
                .anySatisfy(line -> assertThat(line.path("message").asText()).startsWith("SecretNotFound: "))
                .anySatisfy(line -> assertThat(line.path("message").asText()).isEqualTo("applying Deployment team-a"));
    }

    @Test
    void theSecretsOfOthersTakeNoMemory(TestNamespace namespace) throws IOException {
        ready(namespace);
        long before = residentBytes();
        create(namespace, Map.of("app.kubernetes.io/managed-by", "other"));
        awaitResyncs(namespace);

        assertThat(residentBytes() - before).isLessThan(BOUND);
    }

    /** They are more than the heap of the image holds. */
    @Test
    void largeObjectsWithOurLabelsTakeNoMemoryNeitherWhileItRunsNorWhenItStarts(
            Cluster cluster, TestNamespace namespace, @TempDir Path second) {
        ready(namespace);
        create(
                namespace,
                Map.of(
                        "app.kubernetes.io/name", "tardigrade-registry",
                        "app.kubernetes.io/instance", "team-a",
                        "app.kubernetes.io/component", "registry",
                        "app.kubernetes.io/managed-by", "tardigrade-operator"));
        awaitResyncs(namespace);

        try (OperatorProcess another = OperatorProcess.start(cluster, OperatorProcess.ACCOUNT, environment(), second)) {
            await().atMost(SOON).until(() -> another.metrics().contains("tardigrade_registries{"));
        }
    }

    private static void create(TestNamespace namespace, Map<String, String> labels) {
        Random random = new Random(1);
        byte[] value = new byte[MEGABYTE];
        for (int number = 0; number < FOREIGN_SECRETS; number++) {
            random.nextBytes(value);
            namespace
                    .client()
                    .resource(new SecretBuilder()
                            .withNewMetadata()
                            .withName("foreign-" + number)
                            .withNamespace(namespace.name())
                            .withLabels(labels)
                            .endMetadata()
                            .withData(Map.of("value", Base64.getEncoder().encodeToString(value)))
                            .build())
                    .create();
        }
    }

    /** What the launcher has become: it is replaced by Java. */
    private long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(operator.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    private double passes() {
        return value(operator.metrics(), "tardigrade_reconciliations_seconds_count{outcome=\"success\"}");
    }

    private static double value(String metrics, String series) {
        return Pattern.compile("(?m)^" + Pattern.quote(series) + " (\\S+)$")
                .matcher(metrics)
                .results()
                .map(found -> Double.parseDouble(found.group(1)))
                .findFirst()
                .orElse(0.0);
    }

    private static void ready(TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        registry.apply(Specs.SMALLEST);
        new Pods(namespace).becomeReady(1);
        registry.awaitCondition("Ready", "True", "AsExpected");
    }

    /** Waits until each Registry of the cluster, this one among them, was looked at ten times. */
    private void awaitResyncs(TestNamespace namespace) {
        double enough = passes() + RESYNCS * TestRegistry.all(namespace.client());
        await().atMost(SOON).until(() -> passes() >= enough);
    }

    private static List<String> events(TestNamespace namespace, String reason) {
        return namespace.client().v1().events().inNamespace(namespace.name()).list().getItems().stream()
                .filter(event -> reason.equals(event.getReason()))
                .map(event -> event.getMessage())
                .toList();
    }
}
