package dev.tardigrade.e2e.schema;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tardigrade.e2e.apiserver.OperatorProcess;
import dev.tardigrade.e2e.apiserver.TestRegistry;
import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the rules in the schema of a Registry. */
@Tag("apiserver")
@ExtendWith(ApiServerExtension.class)
final class SchemaRulesIT {

    private static final Path EXAMPLES =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("crds/src/test/resources/rules");

    @BeforeAll
    static void install(Cluster cluster) {
        OperatorProcess.install(cluster);
    }

    static Stream<Path> examples() throws IOException {
        try (var files = Files.list(EXAMPLES)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void acceptsAndRefusesAsTheExampleSays(Path file, TestNamespace namespace) throws IOException {
        JsonNode example = Serialization.unmarshal(Files.readString(file), JsonNode.class);
        if (example.has("before")) {
            apply(example.get("before"), namespace);
        }

        assertThatThrownBy(() -> apply(example.get("rejected"), namespace))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(example.get("message").asText())
                .hasMessageContaining(field(example.get("path").asText()));
        assertThatCode(() -> apply(example.get("accepted"), namespace)).doesNotThrowAnyException();
    }

    /** As the API server names it, up to a list, whose items it counts. */
    private static String field(String path) {
        return path.replaceFirst("^\\.", "").replaceFirst("\\[].*", "");
    }

    /** The spec is then this and no more, whoever writes a status meanwhile. */
    private static void apply(JsonNode example, TestNamespace namespace) {
        namespace
                .client()
                .resource(registry(example, namespace))
                .forceConflicts()
                .serverSideApply();
    }

    private static GenericKubernetesResource registry(JsonNode example, TestNamespace namespace) {
        GenericKubernetesResource registry =
                TestRegistry.manifest(example.at("/metadata/name").asText(), Serialization.asYaml(example.get("spec")));
        registry.getMetadata().setNamespace(namespace.name());
        return registry;
    }
}
