package dev.tardigrade.operator.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tardigrade.api.v1alpha1.ManagementState;
import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.registry.model.ClusterIdentity;
import dev.tardigrade.operator.registry.model.FreshKeys;
import dev.tardigrade.operator.registry.model.ImageName;
import dev.tardigrade.operator.registry.model.Images;
import dev.tardigrade.operator.registry.model.KeyPair;
import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.registry.plan.Inputs;
import dev.tardigrade.operator.registry.plan.Plan;
import dev.tardigrade.operator.registry.plan.Planner;
import dev.tardigrade.operator.registry.plan.SecretReference;
import dev.tardigrade.operator.registry.report.Observation;
import dev.tardigrade.operator.registry.report.Report;
import dev.tardigrade.operator.registry.report.Transitions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder with a Registry, what is in its cluster, and what the operator is to make and to say of it. */
record Scenario(Path folder, Registry registry, List<HasMetadata> cluster) {

    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static final Path ROOT = Path.of("src/test/resources/scenarios");
    private static final Path VECTORS = Path.of("src/test/resources/dev/tardigrade/operator/grant/vectors.json");

    static Stream<Scenario> all() {
        try (var folders = Files.list(ROOT)) {
            return folders.sorted().toList().stream().map(Scenario::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Scenario read(Path folder) {
        var registry = Serialization.unmarshal(text(folder.resolve("registry.yaml")), Registry.class);
        var cluster = folder.resolve("cluster.yaml");
        var objects = Files.exists(cluster)
                ? Serialization.unmarshal(text(cluster).replace("GRANT", grant()), KubernetesList.class)
                        .getItems()
                : List.<HasMetadata>of();
        return new Scenario(folder, registry, objects);
    }

    Path objectsFile() {
        return folder.resolve("objects.yaml");
    }

    Path statusFile() {
        return folder.resolve("status.yaml");
    }

    Plan plan() {
        return Planner.plan(inputs());
    }

    /** The objects that are wanted, if any are. */
    Optional<String> objects() {
        return plan().wanted()
                .map(objects -> String.join(
                        "", objects.stream().map(Serialization::asYaml).toList()));
    }

    /** What is said, and with which events. */
    String report() {
        var paused = registry.getSpec().managementState() == ManagementState.Paused;
        var status = registry.getSpec().managementState() == ManagementState.Unmanaged
                ? Report.unmanaged(registry, NOW)
                : Report.of(registry, plan(), new Observation(children(), List.of(), paused), NOW);
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("status", status);
        said.put(
                "events",
                Transitions.between(registry.getStatus(), status).stream()
                        .map(transition -> (transition.warning() ? "Warning " : "Normal ") + transition.reason() + ": "
                                + transition.message())
                        .toList());
        return Serialization.asYaml(said);
    }

    private Inputs inputs() {
        var referenced = SecretReference.of(registry.getSpec())
                .flatMap(reference -> Children.of(cluster).find(Secret.class, reference.name()));
        return new Inputs(
                registry,
                new ClusterIdentity("6e1b5b4c-0000-4000-8000-000000000001"),
                new Images(
                        new ImageName("ghcr.io/tardigrade-dev/registry:0.1.0"),
                        new ImageName("ghcr.io/tardigrade-dev/gateway:v1.11.0")),
                referenced.orElse(null),
                children(),
                new FreshKeys(
                        SecretValue.of("fresh-http"),
                        new KeyPair(SecretValue.of("fresh-access"), SecretValue.of("fresh-secret"))),
                NOW);
    }

    private Children children() {
        return Children.of(registry, cluster);
    }

    private static String grant() {
        var parent = Serialization.unmarshal(text(VECTORS), JsonNode.class)
                .at("/parents/0/grant")
                .textValue();
        return Base64.getEncoder().encodeToString(parent.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return String.valueOf(folder.getFileName());
    }
}
