package dev.tardigrade.e2e.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Fields of the spec that cannot change freely, as rules of the schema compare them with what they were. */
record FixedFields(Set<String> paths) {

    private static final Path CRD = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolveSibling("manifests/crds/registries.tardigrade.dev-v1.yml");
    private static final Pattern FORMER_VALUE = Pattern.compile("\\boldSelf((?:\\.\\w+)+)");

    FixedFields {
        paths = Set.copyOf(paths);
    }

    static FixedFields ofTheSchema() throws IOException {
        Set<String> paths = new HashSet<>();
        collect(
                "",
                Serialization.unmarshal(Files.readString(CRD), JsonNode.class)
                        .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec"),
                paths);
        return new FixedFields(paths);
    }

    boolean contains(Field field) {
        return paths.contains(field.path());
    }

    private static void collect(String path, JsonNode schema, Set<String> paths) {
        schema.path("x-kubernetes-validations")
                .forEach(rule -> FORMER_VALUE
                        .matcher(rule.get("rule").asText())
                        .results()
                        .forEach(former -> paths.add((path + former.group(1)).substring(1))));
        schema.path("properties")
                .properties()
                .forEach(property -> collect(path + "." + property.getKey(), property.getValue(), paths));
    }
}
