package dev.tardigrade.e2e.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A registry in a folder with one user, who may do everything; everybody may pull what is below {@code public/}. */
public record PublicSettings(Path root) implements RegistryConfiguration {

    public static final String USER = "alice";
    public static final String PASSWORD = "secret";

    /** Of {@link #PASSWORD}. */
    private static final String HASH = "$2y$05$xcFXQAxvOMfk3QGpcjMvi.aCZeWynZXWOUrHxonCocGASfU/LIaO.";

    @Override
    public Path write(Path folder, int port, int debugPort) {
        String text = """
                version: 0.1
                log: {level: info, formatter: json}
                storage:
                  filesystem: {rootdirectory: %s}
                auth:
                  htpasswd: {realm: images, path: %s}
                  policies:
                    - {who: authenticated, repositories: '**', actions: [pull, push, delete]}
                    - {who: anonymous, repositories: public/**, actions: pull}
                http:
                  addr: 127.0.0.1:%d
                  debug: {addr: "127.0.0.1:%d"}
                """.formatted(root, folder.resolve("htpasswd"), port, debugPort);
        try {
            Files.createDirectories(root);
            Files.writeString(folder.resolve("htpasswd"), USER + ":" + HASH + "\n");
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
