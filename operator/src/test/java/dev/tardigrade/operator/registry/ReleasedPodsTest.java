package dev.tardigrade.operator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * An upgrade of the operator restarts the servers of all Registries, if it makes other pods of the same spec. {@code released} has what the
 * last release makes, one hash for each Deployment of each scenario, without images. A change that is worth a restart goes into CHANGELOG.md, and then: {@code ./mvnw -pl operator -am test -Dtest=ReleasedPodsTest -Dreleased.update=true}.
 * That writes only what has a line already: a release adds a line for each scenario that is new in it.
 */
final class ReleasedPodsTest {

    private static final Path RELEASED = Path.of("src/test/resources/released/pods.txt");
    private static final boolean UPDATE = Boolean.getBoolean("released.update");

    private static final ObjectMapper SORTED =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    @Test
    void anUpgradeRestartsNoServer() throws IOException {
        var now = pods();
        // Scenarios that are new are none that anybody runs; those that went are told here, lest a change of name hides
        // one.
        now.keySet().retainAll(released().keySet());
        if (UPDATE) {
            Files.writeString(
                    RELEASED,
                    now.entrySet().stream()
                            .map(pod -> pod.getKey() + " " + pod.getValue() + "\n")
                            .collect(Collectors.joining()));
        }
        assertThat(now)
                .as(
                        "an upgrade of the operator alone would restart these servers; if it is meant: -Dreleased.update=true, and a line in CHANGELOG.md")
                .containsExactlyEntriesOf(released());
    }

    @Test
    void anotherImageAloneMakesTheSameHash() {
        var template = new PodTemplateSpecBuilder()
                .withNewSpec()
                .addNewContainer()
                .withName("registry")
                .withImage("one")
                .endContainer()
                .endSpec()
                .build();
        var another = new PodTemplateSpecBuilder(template)
                .editSpec()
                .editFirstContainer()
                .withImage("another")
                .endContainer()
                .endSpec()
                .build();
        var renamed = new PodTemplateSpecBuilder(template)
                .editSpec()
                .editFirstContainer()
                .withName("server")
                .endContainer()
                .endSpec()
                .build();

        assertThat(hash(another)).isEqualTo(hash(template)).isNotEqualTo(hash(renamed));
    }

    private static Map<String, String> pods() {
        var pods = new TreeMap<String, String>();
        Scenario.all()
                .forEach(scenario -> scenario.wanted()
                        .filter(Deployment.class::isInstance)
                        .map(Deployment.class::cast)
                        .forEach(deployment -> pods.put(
                                scenario + "/" + deployment.getMetadata().getName(),
                                hash(deployment.getSpec().getTemplate()))));
        return pods;
    }

    private static Map<String, String> released() throws IOException {
        return new TreeMap<>(Files.readAllLines(RELEASED).stream()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
    }

    private static String hash(PodTemplateSpec template) {
        var plain = new PodTemplateSpecBuilder(template).build();
        plain.getSpec().getInitContainers().forEach(ReleasedPodsTest::takeImage);
        plain.getSpec().getContainers().forEach(ReleasedPodsTest::takeImage);
        try {
            var text = SORTED.writeValueAsString(Serialization.unmarshal(Serialization.asJson(plain), Map.class));
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)), 0, 8);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void takeImage(Container container) {
        container.setImage(null);
    }
}
