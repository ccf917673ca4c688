package dev.tardigrade.registry.gc.compact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.manifest.document.ManifestLinks;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Digest.Algorithm;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.UploadId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CompactTest {

    private static final int MANY = 5000;

    private final ScanMemory memory = new ScanMemory(1 << 20);

    private static Digest digest(int number) {
        Algorithm algorithm = number % 3 == 0 ? Algorithm.SHA512 : Algorithm.SHA256;
        return Digest.of(algorithm, Integer.toString(number).getBytes(UTF_8));
    }

    @Test
    void everyDigestHasANumberOfItsOwnAndComesBackAsItWas() {
        DigestTable table = new DigestTable(memory);
        List<Digest> digests =
                IntStream.range(0, MANY).mapToObj(CompactTest::digest).toList();
        List<Integer> numbers = digests.stream().map(table::add).toList();
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(numbers.stream().map(table::get)).isEqualTo(digests);
        assertThat(digests.stream().map(table::find)).isEqualTo(numbers);
        assertThat(digests.stream().map(table::add)).isEqualTo(numbers);
        assertThat(table.find(digest(MANY))).isNegative();
    }

    @Test
    void everyUploadComesBackWithItsSize() {
        UploadTable table = new UploadTable(memory);
        List<UploadId> uploads = IntStream.range(0, MANY)
                .mapToObj(i -> new UploadId(new UUID(i * 31L, ~i)))
                .toList();
        for (int i = 0; i < MANY; i++) {
            table.add(uploads.get(i), i * 1_000_000_000L);
        }
        table.add(uploads.get(7), 1);
        assertThat(table.size()).isEqualTo(MANY);
        for (int i = 0; i < MANY; i++) {
            assertThat(table.find(uploads.get(i))).isEqualTo(i);
            assertThat(table.get(i)).isEqualTo(uploads.get(i));
            assertThat(table.sizeOf(i)).isEqualTo(i * 1_000_000_000L);
        }
        assertThat(table.find(new UploadId(new UUID(-1, -1)))).isNegative();
    }

    @Test
    void linksComeBackAsTheyWere() {
        ManifestLinks links =
                new ManifestLinks(List.of(digest(1), digest(3)), List.of(digest(2), digest(6)), Optional.of(digest(9)));
        ManifestLinks none = new ManifestLinks(List.of(), List.of(), Optional.empty());
        assertThat(PackedLinks.of(links).links()).isEqualTo(links);
        assertThat(PackedLinks.of(none).links()).isEqualTo(none);
    }

    @Test
    void whatDoesNotFitIsRefusedAndNotAllocated() {
        LongList list = new LongList(new ScanMemory(1000));
        assertThatThrownBy(() -> IntStream.range(0, MANY).forEach(list::add))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("1000 bytes");
        assertThat(list.size()).isBetween(40, 125);
    }
}
