package dev.tardigrade.registry.manifest.document;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RegistryException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ManifestReaderTest {

    private static final String DIGEST = "sha256:" + "0".repeat(64);
    private static final String DESCRIPTOR = "{\"mediaType\":\"a/b\",\"digest\":\"%s\",\"size\":2}".formatted(DIGEST);
    private static final Optional<MediaType> IMAGE = Optional.of(MediaType.IMAGE_MANIFEST);

    private static String image(String more) {
        return "{\"schemaVersion\":2,\"config\":%s,\"layers\":[%s]%s}".formatted(DESCRIPTOR, DESCRIPTOR, more);
    }

    private static ManifestDocument read(byte[] content) {
        return ManifestReader.read(Bytes.of(content), IMAGE);
    }

    private static ManifestDocument read(String content) {
        return read(content.getBytes(UTF_8));
    }

    private static void assertRefused(byte[] content) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.failure()).isInstanceOf(Failure.ManifestInvalid.class));
    }

    @Test
    void anImageNamesItsLayersAndItsConfig() {
        ManifestDocument document = read(
                image(",\"annotations\":{\"a\":\"b\"},\"subject\":%s,\"artifactType\":null".formatted(DESCRIPTOR)));
        assertThat(document.blobs()).hasSize(2);
        assertThat(document.annotations()).containsEntry("a", "b");
        assertThat(document.subject()).isPresent();
        assertThat(document.artifactType()).contains(new MediaType("a/b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"Layers\":[]",
                ",\"MANIFESTS\":[]",
                ",\"layer\u017f\":[]",
                ",\"mediaType\":{}",
                ",\"mediaType\":7",
                ",\"artifactType\":[]",
                ",\"subject\":{\"mediaType\":\"a/b\",\"digest\":\"x\",\"size\":2}",
                ",\"subject\":{\"mediaType\":\"a/b\",\"Digest\":\"x\",\"size\":2}",
                ",\"annotations\":[]",
                ",\"annotations\":{\"a\":1}",
                ",\"x\":{\"y\":1,\"y\":2}",
                ",\"schemaVersion\":2"
            })
    void whatReadersTakeDifferentlyIsRefused(String field) {
        assertRefused(image(field).getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "2.9", "2.0", "4294967298", "[2]", "null", "true"})
    void theSchemaVersionIsTheNumberTwo(String version) {
        assertRefused(
                image("").replace(":2,\"config", ":" + version + ",\"config").getBytes(UTF_8));
    }

    @Test
    void onlyUtf8IsRead() {
        assertRefused(image("").getBytes(UTF_16));
        assertRefused(image("").getBytes(UTF_16LE));
        assertRefused(image("").getBytes(Charset.forName("UTF-32BE")));
        assertRefused(("\ufeff" + image("")).getBytes(UTF_8));
        byte[] overlong = image(",\"x\":\"??\"").getBytes(UTF_8);
        overlong[overlong.length - 4] = (byte) 0xC0;
        overlong[overlong.length - 3] = (byte) 0xAF;
        assertRefused(overlong);
    }

    @Test
    void whatIsNotKnownIsPassedOver() {
        assertThat(read(image(",\"x\":[{\"y\":[1,2,{}]},null,\"z\",1e9]")).blobs())
                .hasSize(2);
    }

    @Test
    void anAnnotationMayFillTheManifest() {
        String filler = "x"
                .repeat(ManifestReader.MAX_BYTES
                        - image(",\"annotations\":{\"a\":\"\"}").length());
        assertThat(read(image(",\"annotations\":{\"a\":\"" + filler + "\"}")).annotations())
                .containsEntry("a", filler);
    }

    @Test
    void tenThousandLayersAreRead() {
        String layers = (DESCRIPTOR + ",").repeat(9_999) + DESCRIPTOR;
        String manifest = "{\"schemaVersion\":2,\"config\":%s,\"layers\":[%s]}".formatted(DESCRIPTOR, layers);
        assertThat(read(manifest).blobs()).hasSize(10_001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{},", "[],", "1,", "\"\",", "{\"a\":{\"b\":[]}},"})
    void manyValuesCostNoMemory(String value) {
        String values = value.repeat(4_000_000 / value.length());
        byte[] bomb = image(",\"x\":[" + values + "0]").getBytes(UTF_8);
        assertThat(allocatedByRefusing(bomb)).isLessThan(8 << 20);
    }

    @Test
    void manyNamesCostLittleMemory() {
        StringBuilder names = new StringBuilder();
        for (int i = 0; names.length() < 4_000_000; i++) {
            names.append('"').append(Integer.toString(i, 36)).append("\":0,");
        }
        byte[] bomb = image(",\"annotations\":{" + names + "\"z\":0}").getBytes(UTF_8);
        assertThat(allocatedByRefusing(bomb)).isLessThan(8 << 20);
        byte[] nested = image(",\"x\":{" + names + "\"z\":0}").getBytes(UTF_8);
        assertThat(allocatedByRefusing(nested)).isLessThan(8 << 20);
    }

    private static long allocatedByRefusing(byte[] content) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertRefused(content);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Property
    void noContentIsMoreThanRefused(@ForAll byte[] content) {
        assertRefused(content);
    }
}
