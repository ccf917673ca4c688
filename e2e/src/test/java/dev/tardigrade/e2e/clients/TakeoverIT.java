package dev.tardigrade.e2e.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.e2e.beds.ClientPackages;
import dev.tardigrade.e2e.client.Crane;
import dev.tardigrade.e2e.client.Skopeo;
import dev.tardigrade.e2e.image.Contents;
import dev.tardigrade.e2e.image.TestImage;
import dev.tardigrade.e2e.process.Command.Result;
import dev.tardigrade.e2e.registry.FileSettings;
import dev.tardigrade.e2e.registry.ImageName;
import dev.tardigrade.e2e.registry.RegistryConfiguration;
import dev.tardigrade.e2e.registry.RegistryProgram;
import dev.tardigrade.e2e.registry.RegistrySettings;
import dev.tardigrade.e2e.registry.RunningRegistry;
import dev.tardigrade.testing.s3.S3Access;
import dev.tardigrade.testing.s3.S3Operation;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code registry:2} has stored is taken over, and served on. */
@Tag("clients")
@ExtendWith(ClientPackages.class)
final class TakeoverIT {

    private static final int LAYER = 5 << 20;
    private static final String BUCKET = "images";

    private final Crane crane = new Crane();
    private final Skopeo skopeo = new Skopeo();

    @ParameterizedTest
    @EnumSource
    void onFilesImagesAreServedOnFromWhereTheyLie(OldRegistry.Version version, @TempDir Path folder) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        RegistryConfiguration ours = new FileSettings(data);
        Map<String, String> digests = push(version, "filesystem: {rootdirectory: %s}".formatted(data), folder);
        long before = blobBytes(data);

        Result busy = RegistryProgram.run(ours, folder, "import", "--idle", "24h");
        assertThat(busy.exitCode()).isEqualTo(1);
        assertThat(busy.errors()).contains("registry:2 may still be running");
        Result taken = RegistryProgram.run(ours, folder, "import", "--idle", "0", "--verify");

        assertReport(taken);
        assertThat(blobBytes(data)).isEqualTo(before);
        assertThat(data.resolve("data")).doesNotExist();
        assertServed(ours, folder, digests);
        collect(ours, folder);
        assertThat(blobBytes(data)).isLessThan(before);
        assertServed(ours, folder, digests);
    }

    @ParameterizedTest
    @EnumSource
    void onS3ImagesAreServedOnFromWhereTheyLie(OldRegistry.Version version, @TempDir Path folder) throws Exception {
        try (S3TestServer s3 = S3TestServer.start(S3Profile.plain()).withBucket(BUCKET)) {
            S3Access access = s3.access();
            RegistryConfiguration ours =
                    new RegistrySettings(access.endpoint(), BUCKET, access.accessKey(), access.secretKey());
            Map<String, String> digests = push(
                    version,
                    ("s3: {region: us-east-1, regionendpoint: \"%s\", bucket: %s, accesskey: %s, secretkey: %s,"
                                    + " forcepathstyle: true, secure: false}")
                            .formatted(access.endpoint(), BUCKET, access.accessKey(), access.secretKey()),
                    folder);
            long copies = s3.calls().of(S3Operation.COPY_OBJECT);

            Result taken = RegistryProgram.run(ours, folder, "import", "--idle", "0");

            assertReport(taken);
            assertThat(s3.calls().of(S3Operation.COPY_OBJECT)).isEqualTo(copies);
            assertServed(ours, folder, digests);
            collect(ours, folder);
            assertServed(ours, folder, digests);
        }
    }

    /** Some of each kind, and what is left of a push that broke off; tells the digests of the tags. */
    private Map<String, String> push(OldRegistry.Version version, String storage, Path folder) throws Exception {
        TestImage image = TestImage.of(folder.resolve("image"), 3, LAYER);
        TestImage index = TestImage.index(folder.resolve("index"), LAYER);
        TestImage gone = TestImage.of(folder.resolve("gone"), 1, LAYER);
        Map<String, String> digests = new TreeMap<>();
        try (OldRegistry old = OldRegistry.start(version, storage, folder)) {
            crane.push(image.tar(), old.image("team/oci", "v1"));
            crane.tag(old.image("team/oci", "v1"), "latest");
            skopeo.pushSchema2(image, old.image("team/schema2", "v1"));
            crane.pushIndex(index, old.image("team/index", "v1"));
            crane.copy(old.image("team/oci", "v1"), old.image("copy", "v1"));
            ImageName deleted = old.image("team/oci", "gone");
            crane.push(gone.tar(), deleted);
            crane.deleteManifest(deleted);
            old.leaveUpload("team/oci");
            for (String name :
                    List.of("team/oci:v1", "team/oci:latest", "team/schema2:v1", "team/index:v1", "copy:v1")) {
                digests.put(name, crane.digest(in(name, old.image("", ""))));
            }
        }
        return digests;
    }

    private static ImageName in(String name, ImageName registry) {
        int colon = name.indexOf(':');
        return new ImageName(registry.registry(), name.substring(0, colon), name.substring(colon + 1));
    }

    private static void assertReport(Result taken) {
        assertThat(taken.exitCode()).as(taken.output() + taken.errors()).isZero();
        assertThat(taken.output())
                .contains("took over 4 repositories", "upload that was not finished: repositories/team/oci/_uploads/")
                .contains("0 things left behind");
    }

    private void assertServed(RegistryConfiguration ours, Path folder, Map<String, String> digests) throws IOException {
        Path process = Files.createTempDirectory(folder, "serve");
        try (RunningRegistry registry = RunningRegistry.start(ours, process)) {
            digests.forEach((name, digest) -> {
                ImageName here = in(name, registry.image("", ""));
                assertThat(crane.digest(here)).isEqualTo(digest);
                assertThat(Contents.of(here).images()).isEqualTo(name.startsWith("team/index") ? 2 : 1);
                crane.pull(here, process.resolve(name.replaceAll("[/:]", "-")));
            });
            assertThat(crane.tags(registry.image("team/oci", ""))).containsExactlyInAnyOrder("latest", "v1");
        }
    }

    /** Everything at once; before the release nothing of the old registry goes. */
    private static void collect(RegistryConfiguration ours, Path folder) {
        assertThat(RegistryProgram.run(ours, folder, "garbage-collect", "--offline")
                        .output())
                .contains("blob records")
                .doesNotContain("tree of registry:2");
        assertThat(RegistryProgram.run(ours, folder, "import", "--release").exitCode())
                .isZero();
        assertThat(RegistryProgram.run(ours, folder, "garbage-collect", "--offline")
                        .output())
                .contains("tree of registry:2");
    }

    private static long blobBytes(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("docker/registry/v2/blobs"))) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }
}
