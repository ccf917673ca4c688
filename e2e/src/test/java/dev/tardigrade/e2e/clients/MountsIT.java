package dev.tardigrade.e2e.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.e2e.beds.ClientPackages;
import dev.tardigrade.e2e.client.Crane;
import dev.tardigrade.e2e.client.Docker;
import dev.tardigrade.e2e.client.Oras;
import dev.tardigrade.e2e.client.Regctl;
import dev.tardigrade.e2e.client.Skopeo;
import dev.tardigrade.e2e.image.TestImage;
import dev.tardigrade.e2e.registry.FileSettings;
import dev.tardigrade.e2e.registry.ImageName;
import dev.tardigrade.e2e.registry.RunningRegistry;
import dev.tardigrade.e2e.registry.RunningRegistry.Served;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A client that knows where a blob is already asks for it to be mounted, and then sends no bytes. */
@Tag("clients")
@ExtendWith(ClientPackages.class)
@TestInstance(Lifecycle.PER_CLASS)
final class MountsIT {

    private static final int LAYERS = 3;
    private static final int LAYERS_AND_CONFIG = LAYERS + 1;

    private final RunningRegistry registry;
    private final TestImage image;

    MountsIT(@TempDir Path shared) {
        registry = RunningRegistry.start(new FileSettings(shared.resolve("data")), shared);
        image = TestImage.of(shared.resolve("image"), LAYERS, 1 << 16);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @BeforeEach
    void pushSource() {
        new Crane().push(image.tar(), registry.image("source", "1"));
    }

    @Test
    void craneMountsWhenItCopies() {
        new Crane().copy(registry.image("source", "1"), registry.image("by/crane", "1"));

        assertThat(mounted("by/crane")).isEqualTo(LAYERS_AND_CONFIG);
        assertThat(sent("by/crane")).isEmpty();
    }

    /** It remembers the repositories where it has read or written a blob. */
    @Test
    void skopeoMountsWhatItHasSeenElsewhere() {
        Skopeo skopeo = new Skopeo();
        skopeo.copy(registry.image("source", "1"), registry.image("by/skopeo/first", "1"));

        skopeo.copy(registry.image("source", "1"), registry.image("by/skopeo/second", "1"));

        assertThat(mounted("by/skopeo/second")).isGreaterThanOrEqualTo(LAYERS);
    }

    @Test
    void regctlMountsWhenItCopies() {
        new Regctl().copyWithReferrers(registry.image("source", "1"), registry.image("by/regctl", "1"));

        assertThat(mounted("by/regctl")).isEqualTo(LAYERS_AND_CONFIG);
        assertThat(sent("by/regctl")).isEmpty();
    }

    @Test
    void orasMountsWhenItCopies() {
        new Oras().copyWithReferrers(registry.image("source", "1"), registry.image("by/oras", "1"));

        assertThat(mounted("by/oras")).isEqualTo(LAYERS_AND_CONFIG);
        assertThat(sent("by/oras")).isEmpty();
    }

    @Test
    void dockerMountsFromTheRepositoryThatItPushedTo(@TempDir Path folder) {
        ImageName first = registry.image("docker/first", "1");
        ImageName second = registry.image("docker/second", "1");
        try (Docker docker = new Docker(folder)) {
            docker.push(image.tar(), first);

            String said = docker.tagAndPush(image.tar(), second);

            assertThat(said).contains("Mounted from docker/first");
        }
        assertThat(mounted("docker/second")).isGreaterThanOrEqualTo(LAYERS);
    }

    private long mounted(String repository) {
        return registry.served(repository).stream()
                .filter(request -> request.method().equals("POST") && request.status() == 201)
                .count();
    }

    /** Requests that carried bytes of blobs. */
    private List<Served> sent(String repository) {
        return registry.served(repository).stream()
                .filter(request -> request.path().contains("/blobs/uploads/"))
                .filter(request ->
                        request.method().equals("PATCH") || request.method().equals("PUT"))
                .toList();
    }
}
