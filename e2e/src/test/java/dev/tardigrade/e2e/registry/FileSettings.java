package dev.tardigrade.e2e.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A registry that keeps its images in a folder.
 *
 * @param more sections of the file
 */
public record FileSettings(Path root, String more) implements RegistryConfiguration {

    public FileSettings(Path root) {
        this(root, "");
    }

    /** The same with one more section at the end of the file. */
    public FileSettings with(String section) {
        return new FileSettings(root, more + section);
    }

    @Override
    public Path write(Path folder, int port, int debugPort) {
        String text = """
                version: 0.1
                log: {level: info, formatter: json}
                storage:
                  filesystem: {rootdirectory: %s}
                  delete: {enabled: true}
                http:
                  addr: 127.0.0.1:%d
                  debug: {addr: "127.0.0.1:%d", prometheus: {enabled: true}}
                %s""".formatted(root, port, debugPort, more);
        try {
            Files.createDirectories(root);
            return Files.writeString(folder.resolve("config.yml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }
}
