package dev.tardigrade.e2e.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.e2e.beds.ClientPackages;
import dev.tardigrade.e2e.client.Cosign;
import dev.tardigrade.e2e.client.Crane;
import dev.tardigrade.e2e.client.Helm;
import dev.tardigrade.e2e.client.Oras;
import dev.tardigrade.e2e.client.Regctl;
import dev.tardigrade.e2e.image.TestImage;
import dev.tardigrade.e2e.registry.FileSettings;
import dev.tardigrade.e2e.registry.ImageName;
import dev.tardigrade.e2e.registry.RunningRegistry;
import java.io.IOException;
import java.nio.file.Files;
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

/** Charts, signatures and whatever else is kept beside images. */
@Tag("clients")
@ExtendWith(ClientPackages.class)
@TestInstance(Lifecycle.PER_CLASS)
final class ArtifactsIT {

    private final RunningRegistry registry;
    private final TestImage image;

    ArtifactsIT(@TempDir Path shared) {
        registry = RunningRegistry.start(new FileSettings(shared.resolve("data")), shared);
        image = TestImage.of(shared.resolve("image"), 1, 1 << 16);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @Test
    void regctlFindsAndCopiesWhatRefersToAnImage(@TempDir Path folder) throws IOException {
        Regctl regctl = new Regctl();
        ImageName subject = registry.image("regctl/subject", "1");
        ImageName copy = registry.image("regctl/copy", "1");
        Path file = Files.writeString(folder.resolve("sbom.json"), "{\"made\":\"by a test\"}");
        regctl.push(image.tar(), subject);

        regctl.attach(subject, "application/x.sbom", file);
        regctl.copyWithReferrers(subject, copy);

        assertThat(regctl.referrers(subject, "application/x.sbom")).contains("application/x.sbom");
        assertThat(regctl.referrers(subject, "application/x.other")).doesNotContain("application/x.sbom");
        assertThat(regctl.attached(copy, "application/x.sbom")).isEqualTo("{\"made\":\"by a test\"}");
    }

    @Test
    void regctlDeletesOneTagOfTwo() {
        Regctl regctl = new Regctl();
        regctl.push(image.tar(), registry.image("regctl/tags", "kept"));
        regctl.push(image.tar(), registry.image("regctl/tags", "gone"));

        regctl.deleteTag(registry.image("regctl/tags", "gone"));

        assertThat(regctl.tags(registry.image("regctl/tags", "kept"))).isEqualToIgnoringWhitespace("kept");
    }

    @Test
    void orasFindsAndCopiesWhatIsAttachedToAnArtifact(@TempDir Path folder) throws IOException {
        Oras oras = new Oras();
        ImageName note = registry.image("oras/note", "1");
        ImageName copy = registry.image("oras/copy", "1");
        Path file = Files.writeString(folder.resolve("note.txt"), "a note");
        oras.pushFile(note, "application/x.note", file);

        oras.attach(note, "application/x.signature", Files.writeString(folder.resolve("signature"), "signed"));
        oras.copyWithReferrers(note, copy);
        Files.delete(file);
        oras.pullFiles(copy, folder);

        assertThat(oras.discover(note)).contains("application/x.signature");
        assertThat(oras.discover(copy)).contains("application/x.signature");
        assertThat(file).hasContent("a note");
    }

    @Test
    void helmKeepsCharts(@TempDir Path folder) throws IOException {
        Helm helm = new Helm(folder);
        ImageName charts = registry.image("charts", "none");
        Path chart = helm.pack("demo");
        Path pulled = Files.createDirectory(folder.resolve("pulled"));

        helm.push(chart, charts);
        helm.pull(charts, "demo", pulled);

        assertThat(pulled.resolve("demo-0.1.0.tgz")).hasSameBinaryContentAs(chart);
        assertThat(helm.show(charts, "demo")).contains("name: demo", "version: 0.1.0");
        assertThat(helm.template(charts, "demo")).contains("kind: Deployment");
    }

    @ParameterizedTest
    @EnumSource
    void cosignVerifiesWhatItHasSignedAndNothingElse(Cosign.Place place, @TempDir Path folder) {
        Cosign cosign = new Cosign(folder);
        Crane crane = new Crane();
        ImageName signed = registry.image("cosign/" + place.name().toLowerCase(Locale.ROOT), "signed");
        ImageName other = registry.image(signed.repository(), "other");
        crane.push(image.tar(), signed);
        crane.push(TestImage.of(folder.resolve("other"), 1, 1 << 10).tar(), other);
        cosign.makeKeys();

        cosign.sign(signed, crane.digest(signed), place);

        assertThat(cosign.verify(signed, crane.digest(signed), place).exitCode())
                .isZero();
        assertThat(cosign.verify(other, crane.digest(other), place).exitCode()).isNotZero();
    }
}
