package dev.tardigrade.e2e.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.e2e.beds.ClientPackages;
import dev.tardigrade.e2e.client.ClientKind;
import dev.tardigrade.e2e.client.RegistryClient;
import dev.tardigrade.e2e.image.Contents;
import dev.tardigrade.e2e.image.TestImage;
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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What each client pushes is read back by itself, with a store of its own that is empty, and by plain requests. */
@Tag("clients")
@ExtendWith(ClientPackages.class)
@TestInstance(Lifecycle.PER_CLASS)
final class ImagesIT {

    private static final int MIB = 1 << 20;

    private final RunningRegistry registry;
    private final TestImage oneLayer;
    private final TestImage twentyLayers;
    private final TestImage large;

    ImagesIT(@TempDir Path shared) {
        registry = RunningRegistry.start(new FileSettings(shared.resolve("data")), shared);
        oneLayer = TestImage.of(shared.resolve("one"), 1, MIB);
        twentyLayers = TestImage.of(shared.resolve("twenty"), 20, MIB / 4);
        large = TestImage.of(shared.resolve("large"), 1, 300 * MIB);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @ParameterizedTest
    @EnumSource
    void imageOfOneLayerComesBackWhole(ClientKind kind, @TempDir Path folder) throws Exception {
        pushAndPull(kind, oneLayer, "one", folder);
    }

    @ParameterizedTest
    @EnumSource
    void imageOfTwentyLayersComesBackWhole(ClientKind kind, @TempDir Path folder) throws Exception {
        pushAndPull(kind, twentyLayers, "twenty", folder);
    }

    /** Podman and Buildah move blobs by the library of Skopeo. */
    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"PODMAN", "BUILDAH"})
    void layerOfThreeHundredMebibytesComesBackWhole(ClientKind kind, @TempDir Path folder) throws Exception {
        pushAndPull(kind, large, "large", folder);
    }

    private void pushAndPull(ClientKind kind, TestImage image, String tag, Path folder) throws Exception {
        ImageName name = registry.image("by/" + kind.name().toLowerCase(Locale.ROOT), tag);
        RegistryClient client = kind.in(folder.resolve("client"));
        try {
            client.push(image.tar(), name);
            Contents pushed = Contents.of(name);
            assertThat(pushed.images()).isEqualTo(1);
            assertThat(pushed.layers()).isEqualTo(image.layers());

            client.pull(name, folder.resolve("pulled"));

            assertThat(sizeOf(folder.resolve("pulled"))).isGreaterThanOrEqualTo(image.contentBytes());
        } finally {
            if (client instanceof AutoCloseable daemon) {
                daemon.close();
            }
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
