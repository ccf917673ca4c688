package dev.tardigrade.testing.storj;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Multipart uploads. */
abstract class MultipartFacts extends UploadingFacts {

    private static final int LEAST = 5 << 20;

    @Test
    void aPartBelowFiveMebibytesIsRefusedOnlyAtComplete() {
        String id = start("a");
        CompletedPart first = part("a", id, 1, LEAST - 1);
        CompletedPart second = part("a", id, 2, 1);
        assertThat(code(() -> complete("a", id, first, second))).isEqualTo("EntityTooSmall");
    }

    @Test
    void theEtagIsTheMd5OfThePartsMd5sAndTheirNumber() {
        String id = start("a");
        CompletedPart first = part("a", id, 1, LEAST);
        CompletedPart second = part("a", id, 2, 1);
        complete("a", id, first, second);
        assertThat(client().headObject(request -> request.bucket(bucket()).key("a"))
                        .eTag())
                .matches("\"[0-9a-f]{32}-2\"");
    }

    @Test
    void everyPartThatWasStoredIsNamedAtComplete() {
        String id = start("a");
        part("a", id, 1, 1);
        CompletedPart second = part("a", id, 2, 1);
        assertThat(code(() -> complete("a", id, second))).isEqualTo("InvalidPart");
    }

    @Test
    void completingTwiceIsNoSuchKey() {
        String id = start("a");
        CompletedPart part = part("a", id, 1, 1);
        complete("a", id, part);
        assertThat(code(() -> complete("a", id, part))).isEqualTo("NoSuchKey");
    }

    @Test
    void whatWasAbortedIsNotListedButCanStillBeCompleted() {
        String id = start("a/b");
        CompletedPart part = part("a/b", id, 1, 1);
        client().abortMultipartUpload(
                        request -> request.bucket(bucket()).key("a/b").uploadId(id));
        assertThat(pending("")).isEmpty();
        assertThat(client().listParts(
                                request -> request.bucket(bucket()).key("a/b").uploadId(id))
                        .parts())
                .hasSize(1);
        complete("a/b", id, part);
        assertThat(keys("")).containsExactly("a/b");
    }

    @Test
    void createOnceIsRefusedAtCompleteWhereThereIsSomethingAndTheUploadStaysOpen() {
        put("a", "one");
        String id = start("a");
        CompletedPart part = part("a", id, 1, 1);
        assertThat(status(() -> complete("a", id, request -> request.ifNoneMatch("*"), part)))
                .isEqualTo(412);
        assertThat(read("a")).isEqualTo("one");
        assertThat(pending("")).containsExactly("a");
    }

    @Test
    void copyingAPartIsNotImplemented() {
        put("a", "hello");
        String id = start("b");
        assertThat(status(() -> client().uploadPartCopy(request -> request.sourceBucket(bucket())
                        .sourceKey("a")
                        .destinationBucket(bucket())
                        .destinationKey("b")
                        .uploadId(id)
                        .partNumber(1))))
                .isEqualTo(501);
    }

    @Test
    void partsAreNumberedFromOneTo10000() {
        String id = start("a");
        CompletedPart last = part("a", id, 10_000, 1);
        assertThat(code(() -> part("a", id, 10_001, 1))).isEqualTo("InvalidArgument");
        assertThat(code(() -> part("a", id, 0, 1))).isEqualTo("InvalidArgument");
        complete("a", id, last);
        assertThat(keys("")).containsExactly("a");
    }

    @Test
    void anUploadThatNeverWasIsNotFound() {
        String unknown = "0".repeat(start("a").length());
        assertThat(code(() -> part("a", unknown, 1, 1))).isEqualTo("NoSuchUpload");
    }

    @Test
    void pendingUploadsAreListedByFolderOrByKeyAndElseNotAtAll() {
        start("dir/one");
        start("dir/two");
        assertThat(pending("")).containsExactlyInAnyOrder("dir/one", "dir/two");
        assertThat(pending("dir/")).containsExactlyInAnyOrder("dir/one", "dir/two");
        assertThat(pending("dir/one")).containsExactly("dir/one");
        assertThat(pending("dir/o")).isEmpty();
    }

    @Test
    void copyingAMultipartObjectWorks() {
        String id = start("a");
        CompletedPart first = part("a", id, 1, LEAST);
        CompletedPart second = part("a", id, 2, 7);
        complete("a", id, first, second);
        client().copyObject(request -> request.sourceBucket(bucket())
                .sourceKey("a")
                .destinationBucket(bucket())
                .destinationKey("b"));
        assertThat(client().headObject(request -> request.bucket(bucket()).key("b"))
                        .contentLength())
                .isEqualTo(LEAST + 7L);
    }

    private List<String> pending(String prefix) {
        return client().listMultipartUploads(request -> request.bucket(bucket()).prefix(prefix)).uploads().stream()
                .map(MultipartUpload::key)
                .toList();
    }
}
