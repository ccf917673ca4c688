package dev.tardigrade.crds;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * An example of a rule of the schema: what it accepts, and what it refuses with which words. A real API server tries them in {@code e2e}.
 *
 * @param path of the rule in the schema, with {@code []} for items of a list
 */
record RuleExample(String path, String message, JsonNode accepted, JsonNode rejected) {

    private static final Path FOLDER = Path.of("src/test/resources/rules");

    static List<RuleExample> all() {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().map(RuleExample::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rules in different places may have the same words. */
    String place() {
        return at(path, message);
    }

    static String at(String path, String message) {
        return path + ": " + message;
    }

    private static RuleExample read(Path file) {
        try {
            var example = Serialization.unmarshal(Files.readString(file), JsonNode.class);
            return new RuleExample(
                    example.required("path").textValue(),
                    example.required("message").textValue(),
                    example.required("accepted"),
                    example.required("rejected"));
        } catch (IOException e) {
            throw new UncheckedIOException(Objects.toString(file), e);
        }
    }
}
