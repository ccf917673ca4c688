package dev.tardigrade.operator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks the schema: each field of the spec does something, and leaves nothing behind when it is taken away. */
final class FieldsTest {

    private static final Path FIELDS = Path.of("src/test/resources/fields.yaml");
    private static final Path CRD = Path.of("../manifests/crds/registries.tardigrade.dev-v1.yml");

    /** Kubernetes' own types are one field each. */
    private static final Set<String> WHOLE = Set.of("affinity", "tolerations", "topologySpreadConstraints");

    /** A field with values, in three specs. */
    record Field(String path, Variant without, Variant one, Variant other) {

        @Override
        public String toString() {
            return path;
        }
    }

    static List<Field> fields() throws IOException {
        return stream(read().get("fields")).map(FieldsTest::field).toList();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aFieldDoesSomething(Field field) {
        assertThat(field.one().result()).isNotEqualTo(field.without().result());
        assertThat(field.other().result()).isNotEqualTo(field.one().result());
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aFieldThatIsSetAndChangedAndTakenAwayLeavesNothingBehind(Field field) {
        var fresh = field.without().objects();
        var after = field.without().after(field.other().after(field.one().after(field.without())));
        assertThat(after.objects()).isEqualTo(fresh);
    }

    @Test
    void eachFieldOfTheSchemaIsHere() throws IOException {
        var walked = Stream.concat(
                        fields().stream().map(Field::path),
                        read().get("elsewhere").properties().stream().map(entry -> entry.getKey()))
                .toList();
        assertThat(walked).containsExactlyInAnyOrderElementsOf(leaves());
    }

    private static Field field(JsonNode written) {
        var base = written.path("base").asText("s3");
        var without = Variant.of(base, written.path("without").asText(""));
        return new Field(
                written.get("path").asText(),
                without,
                Variant.of(base, written.get("one").asText()),
                written.has("other") ? Variant.of(base, written.get("other").asText()) : without);
    }

    private static JsonNode read() throws IOException {
        return Serialization.unmarshal(Files.readString(FIELDS), JsonNode.class);
    }

    private static List<String> leaves() throws IOException {
        var leaves = new ArrayList<String>();
        collect(
                "",
                Serialization.unmarshal(Files.readString(CRD), JsonNode.class)
                        .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec"),
                leaves);
        return leaves;
    }

    private static void collect(String path, JsonNode schema, List<String> leaves) {
        var object = schema.has("items") ? schema.get("items") : schema;
        if (WHOLE.contains(path) || !object.has("properties")) {
            leaves.add(path);
            return;
        }
        object.get("properties")
                .properties()
                .forEach(property -> collect(
                        path.isEmpty() ? property.getKey() : path + "." + property.getKey(),
                        property.getValue(),
                        leaves));
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return list.valueStream();
    }
}
