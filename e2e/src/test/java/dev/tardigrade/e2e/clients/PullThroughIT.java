package dev.tardigrade.e2e.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.e2e.beds.BedProgram;
import dev.tardigrade.e2e.beds.ClientPackages;
import dev.tardigrade.e2e.client.ClientKind;
import dev.tardigrade.e2e.client.RegistryClient;
import dev.tardigrade.e2e.client.Skopeo;
import dev.tardigrade.e2e.image.TestImage;
import dev.tardigrade.e2e.process.Command;
import dev.tardigrade.e2e.registry.FileSettings;
import dev.tardigrade.e2e.registry.ImageName;
import dev.tardigrade.e2e.registry.RunningRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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

/** Images of a {@code registry:2}, pulled through ours by each client. */
@Tag("clients")
@ExtendWith(ClientPackages.class)
@TestInstance(Lifecycle.PER_CLASS)
final class PullThroughIT {

    private final OldRegistry upstream;
    private final RunningRegistry registry;
    private final TestImage image;

    PullThroughIT(@TempDir Path shared) {
        upstream = upstream(shared);
        registry = through(upstream, shared);
        image = TestImage.of(shared.resolve("image"), 3, 1 << 20);
    }

    private static OldRegistry upstream(Path folder) {
        return OldRegistry.start(
                OldRegistry.Version.V2_8, "filesystem: {rootdirectory: %s}".formatted(folder.resolve("old")), folder);
    }

    private static RunningRegistry through(OldRegistry upstream, Path folder) {
        // It asks its upstream each time where a tag points.
        String section = """
                upstreams:
                  - {name: hub, url: "http://%s", prefix: hub, ttl: 0s}
                """.formatted(upstream.address());
        return RunningRegistry.start(new FileSettings(folder.resolve("data")).with(section), folder);
    }

    @AfterAll
    void stop() {
        registry.close();
        upstream.close();
    }

    private static void push(TestImage image, ImageName target) {
        Command.of(BedProgram.CRANE.path())
                .and("push", "--insecure", image.tar().file(), target)
                .run();
    }

    @ParameterizedTest
    @EnumSource
    void eachClientPullsWhatTheUpstreamHas(ClientKind kind, @TempDir Path folder) throws Exception {
        String repository = "by/" + kind.name().toLowerCase(Locale.ROOT);
        push(image, upstream.image(repository, "1"));
        RegistryClient client = kind.in(folder.resolve("client"));
        try {
            client.pull(registry.image("hub/" + repository, "1"), folder.resolve("pulled"));

            assertThat(sizeOf(folder.resolve("pulled"))).isGreaterThanOrEqualTo(image.contentBytes());
        } finally {
            if (client instanceof AutoCloseable daemon) {
                daemon.close();
            }
        }
    }

    @Test
    void whatWasPulledIsServedWithoutTheUpstream(@TempDir Path folder) throws Exception {
        OldRegistry other = upstream(folder);
        try (RunningRegistry here = through(other, folder)) {
            try (other) {
                push(image, other.image("app", "1"));
                new Skopeo().pull(here.image("hub/app", "1"), folder.resolve("first"));
            }

            new Skopeo().pull(here.image("hub/app", "1"), folder.resolve("second"));

            assertThat(sizeOf(folder.resolve("second"))).isGreaterThanOrEqualTo(image.contentBytes());
        }
    }

    private static long sizeOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
