package dev.tardigrade.registry.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.model.UploadId;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectKey;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class BucketLayoutTest {

    private static final String HEX = "ab" + "0".repeat(62);
    private static final Digest DIGEST = Digest.parse("sha256:" + HEX);
    private static final RepositoryName APP = new RepositoryName("team/app");

    private final BucketLayout layout = new BucketLayout(new KeyPrefix("images/"));

    @Test
    void keysAreThoseOfVersion1() {
        assertThat(layout.knownData(DIGEST).value()).isEqualTo("images/data/sha256/ab/" + HEX);
        assertThat(layout.streamedData(new UploadId(new UUID(0, 1))).value())
                .isEqualTo("images/data/uploads/00000000-0000-0000-0000-000000000001");
        assertThat(layout.blobRecord(DIGEST).value()).isEqualTo("images/blobs/sha256/ab/" + HEX);
        assertThat(layout.membership(APP, DIGEST).value()).isEqualTo("images/repos/team/app/_blobs/sha256/" + HEX);
        assertThat(layout.manifest(APP, DIGEST).value()).isEqualTo("images/repos/team/app/_manifests/sha256/" + HEX);
        assertThat(layout.tag(APP, new Tag("v1")).value()).isEqualTo("images/repos/team/app/_tags/v1");
        assertThat(layout.referrer(APP, DIGEST, DIGEST).value())
                .isEqualTo("images/repos/team/app/_referrers/sha256/" + HEX + "/sha256-" + HEX);
    }

    @Test
    void theLongestNamesFitIntoAKey() {
        RepositoryName longest = new RepositoryName("a".repeat(255));
        Digest sha512 = Digest.parse("sha512:" + "0".repeat(128));
        BucketLayout deep = new BucketLayout(new KeyPrefix("p".repeat(400) + "/"));
        assertThat(deep.referrer(longest, sha512, sha512).value()).hasSizeLessThanOrEqualTo(1024);
    }

    @Test
    void keysAreReadBack() {
        assertThat(BucketLayout.tagAt(layout.tags(APP), layout.tag(APP, new Tag("v1"))))
                .contains(new Tag("v1"));
        assertThat(BucketLayout.tagAt(layout.tags(APP), new ObjectKey("images/repos/team/app/_tags/a/b")))
                .isEmpty();
        assertThat(layout.digestAt(layout.manifest(APP, DIGEST))).isEqualTo(DIGEST);
        assertThat(layout.repositoryAt(layout.repository(APP))).contains(APP);
        assertThat(layout.repositoryAt(layout.tags(APP))).isEmpty();
        assertThat(layout.isContent(layout.tags(APP))).isTrue();
        assertThat(layout.isContent(layout.repository(APP))).isFalse();
    }

    @Test
    void recordsNameOtherObjectsWithoutTheRoot() {
        ObjectKey key = layout.knownData(DIGEST);
        assertThat(layout.absolute(layout.relative(key))).isEqualTo(key);
        assertThat(layout.relative(key)).startsWith("data/");
        assertThatThrownBy(() -> layout.relative(new ObjectKey("elsewhere/x")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
