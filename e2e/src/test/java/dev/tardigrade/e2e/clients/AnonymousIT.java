package dev.tardigrade.e2e.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.e2e.beds.BedProgram;
import dev.tardigrade.e2e.beds.ClientPackages;
import dev.tardigrade.e2e.client.ClientKind;
import dev.tardigrade.e2e.client.RegistryClient;
import dev.tardigrade.e2e.image.TestImage;
import dev.tardigrade.e2e.process.Command;
import dev.tardigrade.e2e.registry.FileSettings;
import dev.tardigrade.e2e.registry.ImageName;
import dev.tardigrade.e2e.registry.RunningRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A registry with a user and a policy that lets everybody pull some of it, and nothing said about tokens. */
@Tag("clients")
@ExtendWith(ClientPackages.class)
@TestInstance(Lifecycle.PER_CLASS)
final class AnonymousIT {

    private static final String USER = "alice";
    private static final String PASSWORD = "secret";

    /** Of {@link #PASSWORD}. */
    private static final String HASH = "$2y$05$xcFXQAxvOMfk3QGpcjMvi.aCZeWynZXWOUrHxonCocGASfU/LIaO.";

    private final RunningRegistry registry;
    private final TestImage image;
    private final Path login;

    AnonymousIT(@TempDir Path shared) throws IOException {
        registry = RunningRegistry.start(settings(shared), shared);
        image = TestImage.of(shared.resolve("image"), 1, 1 << 20);
        login = shared.resolve("login");
        crane(login, "auth", "login", "--username", USER, "--password", PASSWORD)
                .and(registry.address())
                .run();
        push(login, registry.image("public/app", "1")).run();
        push(login, registry.image("private/app", "1")).run();
    }

    /** One user, who may do everything; everybody may pull what is below {@code public/}. */
    private static FileSettings settings(Path folder) throws IOException {
        Path users = Files.writeString(folder.resolve("htpasswd"), USER + ":" + HASH + "\n");
        return new FileSettings(folder.resolve("data")).with("""
                auth:
                  htpasswd: {realm: images, path: %s}
                  policies:
                    - {who: authenticated, repositories: '**', actions: [pull, push, delete]}
                    - {who: anonymous, repositories: public/**, actions: pull}
                """.formatted(users));
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    /** Docker's programs keep what they know of logins in a folder. */
    private static Command crane(Path configuration, Object... words) {
        return Command.of(BedProgram.CRANE.path()).and(words).with(Map.of("DOCKER_CONFIG", configuration.toString()));
    }

    private Command push(Path configuration, ImageName target) {
        return crane(configuration, "push", "--insecure", image.tar().file(), target);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPublicIsPulledWithoutALogin(ClientKind kind, @TempDir Path folder) throws Exception {
        RegistryClient client = kind.in(folder.resolve("client"));
        try {
            client.pull(registry.image("public/app", "1"), folder.resolve("pulled"));

            assertThat(sizeOf(folder.resolve("pulled"))).isGreaterThanOrEqualTo(image.contentBytes());
        } finally {
            if (client instanceof AutoCloseable daemon) {
                daemon.close();
            }
        }
    }

    @Test
    void nothingElseIsDoneWithoutALogin(@TempDir Path folder) {
        assertThat(push(folder, registry.image("public/app", "2")).tryToRun().errors())
                .contains("UNAUTHORIZED");
        assertThat(crane(folder, "manifest", "--insecure", registry.image("private/app", "1"))
                        .tryToRun()
                        .errors())
                .contains("UNAUTHORIZED");
        assertThat(crane(login, "manifest", "--insecure", registry.image("private/app", "1"))
                        .run())
                .contains("schemaVersion");
    }

    private static long sizeOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
