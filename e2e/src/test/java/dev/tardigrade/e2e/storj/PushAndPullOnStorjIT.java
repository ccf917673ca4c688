package dev.tardigrade.e2e.storj;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.e2e.beds.BedProgram;
import dev.tardigrade.e2e.beds.StorjExtension;
import dev.tardigrade.e2e.beds.StorjNetwork;
import dev.tardigrade.e2e.client.Crane;
import dev.tardigrade.e2e.client.Regctl;
import dev.tardigrade.e2e.client.RegistryClient;
import dev.tardigrade.e2e.image.Contents;
import dev.tardigrade.e2e.image.ImageTar;
import dev.tardigrade.e2e.registry.ImageName;
import dev.tardigrade.e2e.registry.RegistryProgram;
import dev.tardigrade.e2e.registry.RegistrySettings;
import dev.tardigrade.e2e.registry.RunningRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unmodified clients, the registry as it is shipped, Storj's real gateway with the limits of production. */
@Tag("storj")
@ExtendWith(StorjExtension.class)
final class PushAndPullOnStorjIT {

    private static final int MIB = 1 << 20;

    @TempDir
    private Path folder;

    /** Above 32 MiB is where registries that copy parts fail on Storj; 150 MiB takes three parts. */
    @ParameterizedTest
    @ValueSource(ints = {1, 150})
    void layersOfAnySizeComeBackWhole(int mebibytes, StorjNetwork storj) throws IOException {
        ImageTar image = imageWithLayerOf(mebibytes);
        RegistrySettings settings = RegistrySettings.on(storj, "layers-" + mebibytes);
        RegistryProgram.ensureBucket(settings, folder, "owner");
        try (RunningRegistry registry = RunningRegistry.start(settings, folder)) {
            pushAndPull(new Crane(), image, registry.image("by/crane", "1"));
            pushAndPull(new Regctl(), image, registry.image("by/regctl", "1"));
        }
    }

    @Test
    void anotherProcessServesWhatTheFirstOneStored(StorjNetwork storj) throws IOException {
        ImageTar image = imageWithLayerOf(1);
        RegistrySettings settings = RegistrySettings.on(storj, "restarted");
        RegistryProgram.ensureBucket(settings, folder, "owner");
        Crane crane = new Crane();
        String pushed;
        try (RunningRegistry first = RunningRegistry.start(settings, folder)) {
            crane.push(image, first.image("kept", "1"));
            pushed = crane.digest(first.image("kept", "1"));
        }

        try (RunningRegistry second = RunningRegistry.start(settings, folder)) {
            crane.pull(second.image("kept", "1"), folder.resolve("pulled"));

            assertThat(crane.digest(second.image("kept", "1"))).isEqualTo(pushed);
        }
    }

    /** Both clients check the digest of all that they pull. */
    private void pushAndPull(RegistryClient client, ImageTar image, ImageName name) throws IOException {
        client.push(image, name);
        Path pulled = folder.resolve(name.repository().replace('/', '-'));
        client.pull(name, pulled);
        assertThat(Contents.of(name).layers()).isEqualTo(2);
        assertThat(sizeOf(pulled)).isGreaterThan(Files.size(folder.resolve("data")));
    }

    private static long sizeOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private ImageTar imageWithLayerOf(int mebibytes) throws IOException {
        Path data = folder.resolve("data");
        byte[] mebibyte = new byte[MIB];
        Random random = new Random(mebibytes);
        try (var out = Files.newOutputStream(data)) {
            for (int i = 0; i < mebibytes; i++) {
                random.nextBytes(mebibyte);
                out.write(mebibyte);
            }
        }
        return ImageTar.pack(
                "example/image:1",
                "/program",
                folder.resolve("image.tar"),
                Map.of("program", BedProgram.PROBE.path(), "LAYER:data", data));
    }
}
