package dev.tardigrade.e2e.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.e2e.beds.ClientPackages;
import dev.tardigrade.e2e.beds.StorjExtension;
import dev.tardigrade.e2e.beds.StorjNetwork;
import dev.tardigrade.e2e.client.ClientKind;
import dev.tardigrade.e2e.client.Cosign;
import dev.tardigrade.e2e.client.Crane;
import dev.tardigrade.e2e.client.Oras;
import dev.tardigrade.e2e.client.RegistryClient;
import dev.tardigrade.e2e.image.Contents;
import dev.tardigrade.e2e.image.TestImage;
import dev.tardigrade.e2e.registry.ImageName;
import dev.tardigrade.e2e.registry.RegistryProgram;
import dev.tardigrade.e2e.registry.RegistrySettings;
import dev.tardigrade.e2e.registry.RunningRegistry;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same clients with images that lie on a real Storj network. Above 32 MiB is where registries that copy parts fail on it. */
@Tag("clients")
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith({ClientPackages.class, StorjExtension.class})
final class ClientsOnStorjIT {

    private static final int MIB = 1 << 20;

    private final Path shared;
    private final RunningRegistry registry;

    ClientsOnStorjIT(StorjNetwork storj, @TempDir Path shared) {
        this.shared = shared;
        RegistrySettings settings = RegistrySettings.on(storj, "clients");
        RegistryProgram.ensureBucket(settings, shared, "owner");
        registry = RunningRegistry.start(settings, shared);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @ParameterizedTest
    @EnumSource
    void imageComesBackWhole(ClientKind kind, @TempDir Path folder) throws Exception {
        TestImage image = TestImage.of(folder.resolve("image"), 1, 40 * MIB);
        ImageName name = registry.image("by/" + kind.name().toLowerCase(Locale.ROOT), "1");
        RegistryClient client = kind.in(folder.resolve("client"));
        try {
            client.push(image.tar(), name);
            client.pull(name, folder.resolve("pulled"));

            assertThat(Contents.of(name).layers()).isEqualTo(1);
        } finally {
            if (client instanceof AutoCloseable daemon) {
                daemon.close();
            }
        }
    }

    @Test
    void indexesMountsAndReferrersWorkAsOnFiles() {
        Crane crane = new Crane();
        Cosign cosign = new Cosign(shared);
        cosign.makeKeys();
        ImageName source = registry.image("source", "1");
        ImageName target = registry.image("target", "1");
        crane.pushIndex(TestImage.index(shared.resolve("index"), MIB), source);
        cosign.sign(source, crane.digest(source), Cosign.Place.REFERRER);

        new Oras().copyWithReferrers(source, target);

        assertThat(Contents.of(target).images()).isEqualTo(2);
        assertThat(cosign.verify(target, crane.digest(target), Cosign.Place.REFERRER)
                        .exitCode())
                .isZero();
    }
}
