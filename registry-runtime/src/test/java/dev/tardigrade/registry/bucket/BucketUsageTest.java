package dev.tardigrade.registry.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.layout.ObjectKind;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import dev.tardigrade.registry.stream.Content;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BucketUsageTest {

    private static final KeyPrefix PREFIX = new KeyPrefix("team/a/");

    private final Storage storage = MemoryStorage.open(Clock.systemUTC());

    private void write(String key, String text) {
        storage.objects().put(PREFIX.key(key), Content.of(text.getBytes(UTF_8)), Optional.empty(), PutMode.REPLACE);
    }

    @Test
    void everyObjectIsCountedUnderItsKind() {
        String hex = "0".repeat(64);
        write("registry.json", "1");
        write("data/sha256/00/" + hex, "22");
        write("data/uploads/x", "333");
        write("blobs/sha256/00/" + hex, "1");
        write("repos/a/b/_blobs/sha256/" + hex, "1");
        write("repos/a/b/_manifests/sha256/" + hex, "1");
        write("repos/a/b/_tags/_x", "1");
        write("repos/a/b/_referrers/sha256/" + hex + "/sha256-" + hex, "1");
        write("gc/cursor", "1");
        write("docker/registry/v2/repositories/a/_layers/x/link", "1");
        write("else", "1");
        storage.objects().startMultipart(PREFIX.key("data/uploads/y"), Optional.empty());
        BucketUsage usage = BucketUsage.count(storage.objects(), PREFIX);
        assertThat(usage.total()).isEqualTo(new Tally(11, 14, 1));
        assertThat(usage.byKind())
                .containsEntry(ObjectKind.BLOB_DATA, new Tally(2, 5, 1))
                .containsOnlyKeys(
                        ObjectKind.BLOB_DATA,
                        ObjectKind.BLOB_RECORD,
                        ObjectKind.MEMBERSHIP,
                        ObjectKind.MANIFEST,
                        ObjectKind.TAG,
                        ObjectKind.REFERRER,
                        ObjectKind.COLLECTION,
                        ObjectKind.MARKER,
                        ObjectKind.REGISTRY_2,
                        ObjectKind.OTHER);
    }
}
