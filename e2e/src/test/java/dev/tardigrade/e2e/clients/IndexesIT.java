package dev.tardigrade.e2e.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.e2e.beds.ClientPackages;
import dev.tardigrade.e2e.client.ClientKind;
import dev.tardigrade.e2e.client.Crane;
import dev.tardigrade.e2e.client.Docker;
import dev.tardigrade.e2e.client.IndexClient;
import dev.tardigrade.e2e.client.JibCore;
import dev.tardigrade.e2e.client.RegistryClient;
import dev.tardigrade.e2e.client.Skopeo;
import dev.tardigrade.e2e.image.Contents;
import dev.tardigrade.e2e.image.TestImage;
import dev.tardigrade.e2e.registry.FileSettings;
import dev.tardigrade.e2e.registry.ImageName;
import dev.tardigrade.e2e.registry.RunningRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Indexes of OCI and manifest lists of Docker, and images in Docker's schema 2. */
@Tag("clients")
@ExtendWith(ClientPackages.class)
@TestInstance(Lifecycle.PER_CLASS)
final class IndexesIT {

    private static final int LAYER = 1 << 18;

    private final RunningRegistry registry;
    private final TestImage index;
    private final TestImage image;

    IndexesIT(@TempDir Path shared) {
        registry = RunningRegistry.start(new FileSettings(shared.resolve("data")), shared);
        index = TestImage.index(shared.resolve("index"), LAYER);
        image = TestImage.of(shared.resolve("image"), 2, LAYER);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    /** Docker and Jib make lists in ways of their own. */
    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"DOCKER", "JIB"})
    void indexOfTwoPlatformsComesBackWhole(ClientKind kind, @TempDir Path folder) throws Exception {
        ImageName name = registry.image("index", kind.name());
        RegistryClient client = kind.in(folder.resolve("client"));
        try {
            IndexClient indexes = (IndexClient) client;
            indexes.pushIndex(index, name);
            Contents pushed = Contents.of(name);
            assertThat(pushed.images()).isEqualTo(2);
            assertThat(pushed.layers()).isEqualTo(2);

            indexes.pullIndex(name, folder.resolve("pulled"));

            assertThat(folder.resolve("pulled")).isNotEmptyDirectory();
        } finally {
            if (client instanceof AutoCloseable daemon) {
                daemon.close();
            }
        }
    }

    @Test
    void dockerPushesManifestListsOfItsImages(@TempDir Path folder) {
        ImageName list = registry.image("docker/list", "both");
        try (Docker docker = new Docker(folder.resolve("client"))) {
            ImageName first = registry.image("docker/list", "first");
            ImageName second = registry.image("docker/list", "second");
            docker.push(image.tar(), first);
            docker.push(TestImage.of(folder.resolve("second"), 1, LAYER).tar(), second);

            docker.pushList(list, first, second);
            docker.pull(list, folder.resolve("pulled"));
        }

        assertThat(Contents.of(list).images()).isEqualTo(2);
        assertThat(new Crane().manifest(list)).contains("application/vnd.docker.distribution.manifest.list.v2+json");
    }

    @Test
    void jibPushesImagesThatItBuiltForTwoPlatforms(@TempDir Path folder) throws Exception {
        ImageName name = registry.image("jib/built", "both");
        Path file = Files.writeString(folder.resolve("file"), "content");

        new JibCore(folder.resolve("client")).pushBuilt(file, name);

        assertThat(Contents.of(name).images()).isEqualTo(2);
    }

    @Test
    void schema2NeedsNoSwitch(@TempDir Path folder) {
        ImageName name = registry.image("schema2", "1");
        Skopeo skopeo = new Skopeo();

        skopeo.pushSchema2(image, name);
        skopeo.pull(name, folder.resolve("pulled"));

        assertThat(Contents.of(name).layers()).isEqualTo(2);
        assertThat(new Crane().manifest(name)).contains("application/vnd.docker.distribution.manifest.v2+json");
    }
}
