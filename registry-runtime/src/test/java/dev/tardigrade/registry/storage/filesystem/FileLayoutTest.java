package dev.tardigrade.registry.storage.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.Bucket;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.MultipartUpload;
import dev.tardigrade.registry.storage.MultipartUpload.MultipartId;
import dev.tardigrade.registry.storage.MultipartUpload.Part;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.stream.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is special about files: what others write, what crashes leave behind, and what file systems refuse. */
final class FileLayoutTest {

    private static final ObjectKey KEY = new ObjectKey("a/b");

    @TempDir
    private Path root;

    private ObjectStore store() {
        return open().objects();
    }

    private Storage open() {
        return FileStorage.open(root, InstantSource.system());
    }

    @Test
    void theBytesOfAnObjectAreTheBeginningOfItsFile() throws IOException {
        put("hello");
        assertThat(Files.readString(root.resolve("a/b%"))).startsWith("hello");
    }

    @Test
    void filesThatAnotherProgramWroteAreObjects() throws IOException {
        Files.createDirectories(root.resolve("a"));
        Files.writeString(root.resolve("a/b"), "foreign");
        assertThat(read()).isEqualTo("foreign");
        assertThat(keys()).containsExactly(KEY);
        assertThat(open().bucket().isEmpty(KeyPrefix.ROOT)).isFalse();
        assertThat(store().put(KEY, text("x"), Optional.empty(), PutMode.CREATE))
                .isEqualTo(new PutOutcome.AlreadyExists());
    }

    @Test
    void whatIsWrittenHidesWhatAnotherProgramWroteUntilBothAreDeleted() throws IOException {
        Files.createDirectories(root.resolve("a"));
        Files.writeString(root.resolve("a/b"), "foreign");
        put("ours");
        assertThat(read()).isEqualTo("ours");
        assertThat(keys()).containsExactly(KEY);
        store().delete(KEY);
        assertThat(store().head(KEY)).isEmpty();
    }

    @Test
    void namesAreTheSameWhoeverWroteTheFiles() throws IOException {
        Files.createDirectories(root.resolve("a/folder"));
        Files.writeString(root.resolve("a/b"), "foreign");
        Files.writeString(root.resolve("a/c"), "foreign");
        put("ours");
        List<ObjectKey> names = new ArrayList<>();
        store().listNames(new KeyPrefix("a/"), names::add);
        assertThat(names).containsExactlyInAnyOrder(KEY, new ObjectKey("a/c"));
    }

    @Test
    void namesThatAreNoKeysAreNotListed() throws IOException {
        Files.writeString(root.resolve("with space"), "x");
        Files.createSymbolicLink(root.resolve("link"), Path.of("elsewhere"));
        Files.createDirectory(root.resolve("lost+found"));
        assertThat(keys()).isEmpty();
        assertThat(store().get(new ObjectKey("link"))).isEmpty();
    }

    @Test
    void deletingTheLastObjectOfAFolderRemovesTheFolder() {
        put("x");
        store().delete(KEY);
        assertThat(root.resolve("a")).doesNotExist();
        assertThat(root).exists();
    }

    @Test
    void aFileThatLostItsEndIsDamagedNotShort() throws IOException {
        put("hello");
        Files.writeString(root.resolve("a/b%"), "hel");
        assertThat(failure(() -> store().get(KEY))).isInstanceOf(Failure.StorageFault.class);
    }

    @Test
    void writesThatFailLeaveNoTemporaryFile() throws IOException {
        put("x");
        store().put(KEY, text("y"), Optional.empty(), PutMode.CREATE);
        try (Stream<Path> files = Files.list(root.resolve("%temporary"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void oldLeftoversAreSweptWhenTheStoreIsOpenedAndYoungOnesAreNot() throws IOException {
        put("x");
        Path old = Files.writeString(root.resolve("%temporary/old"), "x");
        Path young = Files.writeString(root.resolve("%temporary/young"), "x");
        Path ended = Files.createDirectories(root.resolve("%multipart/1.ended"));
        FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        Files.setLastModifiedTime(old, longAgo);
        Files.setLastModifiedTime(ended, longAgo);
        MultipartUpload upload = store().startMultipart(KEY, Optional.empty());
        upload.put(1, text("x"));

        open();

        assertThat(old).doesNotExist();
        assertThat(ended).doesNotExist();
        assertThat(young).exists();
        assertThat(upload.parts()).hasSize(1);
    }

    @Test
    void partsThatCameInOrderAreNotCopied() {
        MultipartUpload upload = store().startMultipart(KEY, Optional.empty());
        List<Part> parts = List.of(upload.put(1, big(1)), upload.put(2, text("end")));
        Path data = root.resolve("%multipart").resolve(upload.id().value()).resolve("data");
        Object before = fileKey(data);
        upload.complete(parts, PutMode.REPLACE);
        assertThat(fileKey(root.resolve("a/b%"))).isEqualTo(before);
    }

    private static Object fileKey(Path file) {
        try {
            return Files.getAttribute(file, "unix:ino");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anUploadSurvivesARestart() throws IOException {
        MultipartUpload upload = store().startMultipart(KEY, Optional.empty());
        upload.put(1, big(1));
        MultipartUpload later = store().resumeMultipart(KEY, upload.id());
        later.put(2, text("end"));
        later.complete(later.parts(), PutMode.CREATE);
        assertThat(read()).endsWith("end").hasSize((int) MultipartUpload.MIN_PART_SIZE + 3);
    }

    @Test
    void anUploadIdLeadsNowhereElse() {
        put("x");
        for (String id : List.of("../a", "/etc", "..", ".", "x%")) {
            MultipartUpload upload = store().resumeMultipart(KEY, new MultipartId(id));
            assertThat(failure(upload::parts)).as(id).isInstanceOf(Failure.StorageFault.class);
        }
    }

    @Test
    void aRootThatIsMissingIsAMissingBucketUntilItIsMade() {
        Storage missing = FileStorage.open(root.resolve("not/yet"), InstantSource.system());
        assertThat(missing.bucket().access()).isEqualTo(Bucket.Access.MISSING);
        assertThat(failure(() -> missing.objects().put(KEY, text("x"), Optional.empty(), PutMode.REPLACE)))
                .isInstanceOf(Failure.BucketMissing.class);
        assertThat(failure(() -> missing.objects().list(KeyPrefix.ROOT, _ -> {})))
                .isInstanceOf(Failure.BucketMissing.class);
        assertThat(failure(() -> missing.objects().head(KEY))).isInstanceOf(Failure.BucketMissing.class);
        assertThat(failure(() -> missing.objects().get(KEY))).isInstanceOf(Failure.BucketMissing.class);
        assertThat(missing.bucket().create()).isTrue();
        assertThat(missing.bucket().create()).isFalse();
        assertThat(missing.bucket().access()).isEqualTo(Bucket.Access.GRANTED);
    }

    @Test
    void aRootThatIsAFileIsDenied() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "x");
        assertThat(FileStorage.open(file, InstantSource.system()).bucket().access())
                .isEqualTo(Bucket.Access.DENIED);
    }

    @Test
    void aRootThatVanishesTakesNoObjectWithIt() throws IOException {
        Path volume = Files.createDirectory(root.resolve("volume"));
        ObjectStore store = FileStorage.open(volume, InstantSource.system()).objects();
        assertThat(store.head(KEY)).isEmpty();
        Files.delete(volume);
        assertThat(failure(() -> store.head(KEY))).isInstanceOf(Failure.BucketMissing.class);
    }

    @Test
    void whatTheFileSystemDoesNotTellIsNotAbsent() throws IOException {
        Files.createSymbolicLink(root.resolve("a"), Path.of("a"));
        assertThat(failure(() -> store().head(KEY))).isInstanceOf(Failure.StorageUnavailable.class);
        assertThat(failure(() -> store().get(KEY))).isInstanceOf(Failure.StorageUnavailable.class);
        assertThat(failure(() -> store().put(KEY, text("x"), Optional.empty(), PutMode.CREATE)))
                .isInstanceOf(Failure.StorageUnavailable.class);
    }

    @Test
    void whereAFolderWouldHaveToBeAFileNothingIs() throws IOException {
        Files.writeString(root.resolve("a"), "foreign");
        assertThat(store().head(KEY)).isEmpty();
        assertThat(store().get(KEY)).isEmpty();
    }

    /** Root may look everywhere, and finds it. */
    @Test
    void aListNeverLeavesOutWhatCannotBeLookedAt() throws IOException {
        put("x");
        Files.setPosixFilePermissions(root.resolve("a"), PosixFilePermissions.fromString("r--r--r--"));
        try {
            assertThat(keys()).containsExactly(KEY);
        } catch (RegistryException e) {
            assertThat(e.failure()).isInstanceOf(Failure.StorageDenied.class);
        } finally {
            Files.setPosixFilePermissions(root.resolve("a"), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void aNameThatIsTooLongForTheFileSystemIsAFaultToWriteAndNothingToRead() {
        var key = new ObjectKey("x".repeat(300));
        assertThat(store().head(key)).isEmpty();
        assertThat(failure(() -> store().put(key, text("x"), Optional.empty(), PutMode.REPLACE)))
                .isInstanceOf(Failure.StorageFault.class);
    }

    private void put(String text) {
        store().put(KEY, text(text), Optional.empty(), PutMode.REPLACE);
    }

    private String read() throws IOException {
        try (var found = store().get(KEY).orElseThrow()) {
            return new String(found.stream().readAllBytes(), UTF_8);
        }
    }

    private List<ObjectKey> keys() {
        var keys = new ArrayList<ObjectKey>();
        store().list(KeyPrefix.ROOT, info -> keys.add(info.key()));
        return keys;
    }

    private static Content text(String text) {
        return Content.of(text.getBytes(UTF_8));
    }

    private static Content big(int more) {
        return Content.of(new byte[(int) MultipartUpload.MIN_PART_SIZE + more - 1]);
    }

    private static Failure failure(ThrowingCallable action) {
        RegistryException thrown = catchThrowableOfType(RegistryException.class, action);
        assertThat(thrown).isNotNull();
        return thrown.failure();
    }
}
