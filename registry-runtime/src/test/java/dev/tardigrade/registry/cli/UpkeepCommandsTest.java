package dev.tardigrade.registry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.cli.bucket.BucketCommand;
import dev.tardigrade.registry.cli.invocation.ConfigurationFile;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.layout.TagRecord;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Descriptor;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.filesystem.FileStorage;
import dev.tardigrade.registry.stream.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that look after a bucket, on a folder. */
final class UpkeepCommandsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private ObjectStore store;
    private String config;

    @BeforeEach
    void bytesThatNothingRefersTo() throws IOException {
        Path images = folder.resolve("images");
        config = Files.writeString(
                        folder.resolve("config.yml"),
                        "version: 0.1\nstorage: {filesystem: {rootdirectory: " + images + "}}\n")
                .toString();
        store = FileStorage.open(images, Clock.systemUTC()).objects();
        assertThat(run("bucket", "ensure", config, "--owner", "me")).isZero();
        byte[] blob = new byte[5000];
        String hex = Digest.of(Digest.Algorithm.SHA256, blob).hex();
        store.put(
                KeyPrefix.ROOT.key("data/sha256/" + hex.substring(0, 2) + "/" + hex),
                Content.of(blob),
                Optional.empty(),
                PutMode.CREATE);
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        message.reset();
        Map<String, String> environment =
                Map.of("TERMINATION_LOG", folder.resolve("message").toString());
        ConfigurationFile configuration = new ConfigurationFile(environment);
        PrintStream stream = new PrintStream(message, true, StandardCharsets.UTF_8);
        CommandLine line = RegistryCommandLine.of(
                BucketCommand.of(environment, stream),
                new GarbageCollectCommand(configuration),
                new RetainCommand(configuration));
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(args);
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        store.list(KeyPrefix.ROOT, object -> keys.add(object.key().value()));
        return keys;
    }

    @Test
    void aDryRunSaysWhatWouldGoAndChangesNothing() {
        List<String> before = keys();
        assertThat(run("garbage-collect", "--dry-run", config)).isZero();
        assertThat(out.toString()).contains("blob data: data/sha256/", "nothing refers to 1, 4.9 KiB");
        assertThat(keys()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void byOneRunNothingGoesThatAnotherOneHasNotMarked() {
        assertThat(run("garbage-collect", config, "--delete-untagged")).isZero();
        assertThat(out.toString()).contains("deleted 0 objects", "marked 1 objects");
        assertThat(keys()).anyMatch(key -> key.startsWith("data/"));
    }

    @Test
    void offlineAllOfItGoes() {
        assertThat(run("garbage-collect", config, "--offline", "-m")).isZero();
        assertThat(out.toString()).contains("deleted 1 objects, 4.9 KiB (1 blob data)");
        assertThat(keys()).noneMatch(key -> key.startsWith("data/"));
    }

    @Test
    void retentionSaysWhichTagsGoAndThenTheyAreGone() throws IOException {
        Descriptor image = new Descriptor(MediaType.IMAGE_MANIFEST, Digest.parse("sha256:" + "0".repeat(64)), 10_000);
        Bytes record = new RecordCodec(new BucketLayout(KeyPrefix.ROOT)).encode(new TagRecord(image, Optional.empty()));
        for (String tag : List.of("dev-1", "v1")) {
            store.put(
                    KeyPrefix.ROOT.key("repos/team/app/_tags/" + tag),
                    Content.of(record.toArray()),
                    Optional.empty(),
                    PutMode.CREATE);
        }
        String rules = "retention: {rules: [{repositories: '**', tags: '*', keep: {tags: v*}}]}\n";
        Files.writeString(Path.of(config), Files.readString(Path.of(config)) + rules);

        List<String> before = keys();
        assertThat(run("retain", "--dry-run", config)).isZero();
        assertThat(out.toString())
                .contains("team/app:dev-1 sha256:000", "of no name that stays", "would remove 1 tags");
        assertThat(keys()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(run("retain", config)).isZero();
        assertThat(out.toString()).contains("removed 1 tags");
        assertThat(keys()).doesNotContain("repos/team/app/_tags/dev-1").contains("repos/team/app/_tags/v1");
    }

    @Test
    void usageShowsEachKind() {
        assertThat(run("bucket", "usage", config)).isZero();
        assertThat(out.toString()).containsPattern("blob data +1 +4.9 KiB").containsPattern("marker +1");
        assertThat(run("bucket", "usage", config, "--json")).isZero();
        assertThat(out.toString()).contains("\"blob_data\":{\"objects\":1,\"bytes\":5000,\"uploads\":0}");
    }

    @Test
    void emptyIsForTheOwnerAlone() throws IOException {
        assertThat(run("bucket", "empty", config, "--owner", "somebody")).isEqualTo(1);
        assertThat(err.toString()).contains("belongs to me");
        assertThat(run("bucket", "empty", config, "--owner", "me", "--delete-bucket"))
                .isZero();
        assertThat(Files.readString(folder.resolve("message"))).contains("\"outcome\":\"Emptied\"");
        assertThat(folder.resolve("images")).doesNotExist();
    }
}
