package dev.tardigrade.registry.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Descriptor;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.storage.ETag;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.storage.filesystem.FileStorage;
import dev.tardigrade.registry.stream.Content;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a store whose ETags are not the MD5 of what is written now. */
final class TagTargetsTest {

    private static final RecordCodec CODEC = new RecordCodec(new BucketLayout(KeyPrefix.ROOT));
    private static final Bytes CONTENT = Bytes.of("{}".getBytes(UTF_8));
    private static final StoredManifest MANIFEST = new StoredManifest(
            new Descriptor(MediaType.IMAGE_MANIFEST, CONTENT.digest(Digest.Algorithm.SHA256), CONTENT.size()), CONTENT);
    private static final ETag MD5 = TagEtags.of(MANIFEST, CODEC).iterator().next();
    private static final ETag OTHER = new ETag("0".repeat(32));

    @TempDir
    private Path root;

    private ObjectInfo tag(ObjectStore store, String name, ETag etag, int second) {
        ObjectKey key = new ObjectKey("tags/" + name);
        PutOutcome _ = store.put(key, Content.of(new byte[1]), Optional.empty(), PutMode.REPLACE);
        return new ObjectInfo(key, 1, etag, Instant.ofEpochSecond(second));
    }

    private List<ObjectInfo> found(ETag ofNewest) {
        ObjectStore store = FileStorage.open(root, InstantSource.system()).objects();
        List<ObjectInfo> tags =
                List.of(tag(store, "newest", ofNewest, 3), tag(store, "old", MD5, 1), tag(store, "other", OTHER, 2));
        return new TagTargets(store, CODEC, (key, _) -> !key.value().endsWith("other")).pointingTo(MANIFEST, tags);
    }

    @Test
    void tagsThatWereWrittenAfterEtagsHadBecomeOthersAreFoundBesideOlderOnes() {
        assertThat(found(new ETag("1".repeat(32))))
                .extracting(tag -> tag.key().value())
                .containsExactlyInAnyOrder("tags/newest", "tags/old");
    }

    @Test
    void whereTheNewestIsTheMd5OfTheContentNothingIsRead() {
        assertThat(found(MD5))
                .extracting(tag -> tag.key().value())
                .containsExactlyInAnyOrder("tags/newest", "tags/old");
    }
}
