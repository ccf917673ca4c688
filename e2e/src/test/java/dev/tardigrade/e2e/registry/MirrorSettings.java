package dev.tardigrade.e2e.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A registry in a folder, which the images of another one are pulled through below {@code hub/}; it asks that each time where a tag points.
 *
 * @param upstream host and port, where plain http is spoken
 */
public record MirrorSettings(Path root, String upstream) implements RegistryConfiguration {

    @Override
    public Path write(Path folder, int port, int debugPort) {
        String text = """
                version: 0.1
                log: {level: info, formatter: json}
                storage:
                  filesystem: {rootdirectory: %s}
                upstreams:
                  - {name: hub, url: "http://%s", prefix: hub, ttl: 0s}
                http:
                  addr: 127.0.0.1:%d
                  debug: {addr: "127.0.0.1:%d"}
                """.formatted(root, upstream, port, debugPort);
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
