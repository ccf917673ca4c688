package dev.tardigrade.registry.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The configurations that the operator writes, with the variables of their containers, are read here without a word. */
final class OperatorConfigurationsTest {

    private static final Path SCENARIOS = Path.of("../operator/src/test/resources/scenarios");
    private static final String FILES = "/etc/registry-files/";
    private static final Pattern FILE = Pattern.compile(FILES + "([\\w.-]+)");

    /** A key, a name or a password. */
    private static final String ANY_SECRET = "x".repeat(64);

    @TempDir
    Path files;

    /** One that the operator makes of a spec in its tests. */
    record Written(String scenario, String yaml, Map<String, String> environment) {

        @Override
        public String toString() {
            return scenario;
        }
    }

    static Stream<Written> all() throws IOException {
        try (Stream<Path> scenarios = Files.list(SCENARIOS)) {
            return scenarios.sorted().toList().stream().flatMap(OperatorConfigurationsTest::in);
        }
    }

    private static Stream<Written> in(Path scenario) {
        List<JsonNode> objects = documents(scenario.resolve("objects.yaml"));
        Map<String, String> environment = new HashMap<>();
        of(objects, "Deployment")
                .flatMap(deployment -> Stream.of("/initContainers", "/containers")
                        .map(containers -> deployment.at("/spec/template/spec" + containers)))
                .flatMap(OperatorConfigurationsTest::elements)
                .flatMap(container -> elements(container.at("/env")))
                .filter(variable -> variable.at("/name").asText().startsWith("REGISTRY_"))
                .forEach(variable -> environment.put(variable.at("/name").asText(), value(variable)));
        return of(objects, "ConfigMap")
                .map(map -> map.at("/data/config.yml"))
                .filter(JsonNode::isTextual)
                .map(yaml -> new Written(scenario.getFileName().toString(), yaml.textValue(), environment));
    }

    private static String value(JsonNode variable) {
        if (variable.has("value")) {
            return variable.at("/value").asText();
        }
        return variable.at("/valueFrom").has("fieldRef") ? "10.0.0.1" : ANY_SECRET;
    }

    private static Stream<JsonNode> of(List<JsonNode> objects, String kind) {
        return objects.stream().filter(object -> object.at("/kind").asText().equals(kind));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static List<JsonNode> documents(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return new YAMLMapper()
                    .readerFor(JsonNode.class)
                    .<JsonNode>readValues(file.toFile())
                    .readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void isReadWithoutAWord(Written written) throws IOException {
        for (var file : FILE.matcher(written.yaml()).results().toList()) {
            String name = file.group(1);
            Files.writeString(files.resolve(name), name.startsWith("headers") ? "A: " + ANY_SECRET : ANY_SECRET);
        }

        LoadResult.Loaded read = Loading.loaded(written.yaml().replace(FILES, files + "/"), written.environment());

        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void thereAreMany() throws IOException {
        assertThat(all()).hasSizeGreaterThan(70);
    }
}
