package dev.tardigrade.registry.layout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Descriptor;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.Referrer;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordCodecTest {

    private static final ObjectKey KEY = new ObjectKey("key");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");
    private static final Digest DIGEST = Digest.parse("sha256:" + "0".repeat(64));

    private final BucketLayout layout = new BucketLayout(new KeyPrefix("images/"));
    private final RecordCodec codec = new RecordCodec(layout);

    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), UTF_8);
    }

    @Test
    void aBlobRecordIsALineOfJson() {
        BlobRecord record = new BlobRecord.Stored(layout.knownData(DIGEST), 12_345, NOW);
        Bytes object = codec.encode(record);
        assertThat(text(object))
                .isEqualTo("{\"size\":12345,\"data\":\"data/sha256/00/" + DIGEST.hex()
                        + "\",\"created\":\"2026-11-24T12:00:00.123Z\"}\n");
        assertThat(codec.decodeBlob(KEY, object)).isEqualTo(record);
    }

    @Test
    void theLargestBlobInARecordFitsIntoWhatStorjKeepsInItsDatabase() {
        BlobRecord record = new BlobRecord.Inline(Bytes.of(new byte[BlobRecord.MAX_INLINE]), NOW);
        Bytes object = codec.encode(record);
        assertThat(object.size()).isLessThan(4000);
        assertThat(codec.decodeBlob(KEY, object)).isEqualTo(record);
    }

    @Test
    void aTagRecordIsAFunctionOfTheManifestAlone() {
        Bytes small = Bytes.of("{}\n{}".getBytes(UTF_8));
        Descriptor manifest = new Descriptor(MediaType.IMAGE_MANIFEST, DIGEST, small.size());
        Bytes object = codec.encode(TagRecord.of(manifest, small));
        assertThat(text(object))
                .isEqualTo("{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"" + DIGEST
                        + "\",\"size\":5}\n{}\n{}");
        assertThat(codec.decodeTag(KEY, object)).isEqualTo(new TagRecord(manifest, Optional.of(small)));
    }

    @Test
    void aTagRecordOfALargeManifestHasItNotInItself() {
        Bytes large = Bytes.of(new byte[TagRecord.MAX_INLINE + 1]);
        Descriptor manifest = new Descriptor(MediaType.IMAGE_INDEX, DIGEST, large.size());
        Bytes object = codec.encode(TagRecord.of(manifest, large));
        assertThat(object.size()).isLessThan(300);
        assertThat(codec.decodeTag(KEY, object)).isEqualTo(new TagRecord(manifest, Optional.empty()));
    }

    @Property
    void smallBlobsComeBackAsTheyWere(@ForAll @Size(max = 3072) byte[] content) {
        BlobRecord record = new BlobRecord.Inline(Bytes.of(content), NOW);
        assertThat(codec.decodeBlob(KEY, codec.encode(record))).isEqualTo(record);
    }

    @Property
    void referrersComeBackAsTheyWere(@ForAll Map<String, String> annotations) {
        Referrer referrer = new Referrer(
                new Descriptor(MediaType.IMAGE_MANIFEST, DIGEST, 7), Optional.of(MediaType.JSON), annotations);
        assertThat(codec.decodeReferrer(KEY, codec.encode(referrer))).isEqualTo(referrer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "\n",
                "[]\n",
                "{}\n",
                "{\"size\":-1,\"created\":\"2026-11-24T12:00:00Z\"}\n",
                "{\"size\":3,\"created\":\"2026-11-24T12:00:00Z\"}\nab",
                "{\"size\":3,\"created\":\"yesterday\"}\nabc",
                "{\"size\":3,\"data\":\"../x\",\"created\":\"2026-11-24T12:00:00Z\"}\n"
            })
    void whatIsNoRecordIsAFaultOfTheStorage(String object) {
        Bytes bytes = Bytes.of(object.getBytes(UTF_8));
        assertThatThrownBy(() -> codec.decodeBlob(KEY, bytes))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.StorageFault.class));
        assertThatThrownBy(() -> codec.decodeTag(KEY, bytes)).isInstanceOf(RegistryException.class);
    }

    @Property
    void noBytesAreMoreThanAFault(@ForAll byte[] object) {
        assertThatThrownBy(() -> codec.decodeBlob(KEY, Bytes.of(object))).isInstanceOf(RegistryException.class);
    }
}
