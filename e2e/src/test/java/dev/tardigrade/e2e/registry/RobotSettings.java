package dev.tardigrade.e2e.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A registry in a folder that robots alone may use: {@code ci} pulls and pushes, {@code nodes} pulls.
 *
 * @param robots file of their passwords
 */
public record RobotSettings(Path root, Path robots) implements RegistryConfiguration {

    @Override
    public Path write(Path folder, int port, int debugPort) {
        String text = """
                version: 0.1
                log: {level: info, formatter: json}
                storage:
                  filesystem: {rootdirectory: %s}
                auth:
                  robots: {path: %s}
                  policies:
                    - {who: 'robot:ci', repositories: '**', actions: [pull, push]}
                    - {who: 'robot:nodes', repositories: '**', actions: pull}
                http:
                  addr: 127.0.0.1:%d
                  debug: {addr: "127.0.0.1:%d"}
                """.formatted(root, robots, port, debugPort);
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
