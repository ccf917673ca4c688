package dev.tardigrade.e2e.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A field of the spec in specs that differ by it, as the operator's own tests have it.
 *
 * @param storage of the spec without the field: Registries with another cannot all become this one
 * @param other the one without it, where it has but one other value
 */
record Field(String path, String storage, String without, String one, String other) {

    private static final Path RESOURCES =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("operator/src/test/resources");
    private static final String USUAL_BASE = "s3";

    static List<Field> all() throws IOException {
        JsonNode fields = Serialization.unmarshal(Files.readString(RESOURCES.resolve("fields.yaml")), JsonNode.class);
        return StreamSupport.stream(fields.get("fields").spliterator(), false)
                .map(Field::of)
                .toList();
    }

    private static Field of(JsonNode written) {
        String base = written.path("base").asText(USUAL_BASE);
        ObjectNode without = spec(base, written.path("without").asText());
        return new Field(
                written.get("path").asText(),
                without.get("storage").toString(),
                without.toString(),
                spec(base, written.get("one").asText()).toString(),
                written.has("other") ? spec(base, written.get("other").asText()).toString() : without.toString());
    }

    private static ObjectNode spec(String base, String changes) {
        try {
            Path registry = RESOURCES.resolve("scenarios").resolve(base).resolve("registry.yaml");
            ObjectNode spec = (ObjectNode) Serialization.unmarshal(Files.readString(registry), JsonNode.class)
                    .get("spec");
            if (!changes.isEmpty()) {
                Serialization.unmarshal("---\n" + changes, JsonNode.class)
                        .properties()
                        .forEach(change -> spec.set(change.getKey(), change.getValue()));
            }
            if (spec.has("autoscaling")) {
                spec.remove("replicas");
            }
            return spec;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
