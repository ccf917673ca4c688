package dev.tardigrade.e2e.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A registry in a folder with the section {@code auth} that an operator wrote.
 *
 * @param auth in YAML or JSON, on one line
 */
public record ServiceAccountSettings(Path root, String auth) implements RegistryConfiguration {

    @Override
    public Path write(Path folder, int port, int debugPort) {
        String text = """
                version: 0.1
                log: {level: info, formatter: json}
                storage:
                  filesystem: {rootdirectory: %s}
                auth: %s
                http:
                  addr: 127.0.0.1:%d
                  debug: {addr: "127.0.0.1:%d"}
                """.formatted(root, auth, port, debugPort);
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
