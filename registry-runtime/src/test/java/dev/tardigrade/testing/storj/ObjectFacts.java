package dev.tardigrade.testing.storj;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Single objects: conditions, times to live, names. */
abstract class ObjectFacts extends Facts {

    private static final String EXPIRES = "object-expires";

    @Test
    void theEtagOfAPutIsTheMd5OfItsBytes() {
        String md5 = "5d41402abc4b2a76b9719d911017c592";
        assertThat(put("a", "hello").eTag()).isEqualTo('"' + md5 + '"');
    }

    @Test
    void createOnceIsRefusedWhereThereIsSomething() {
        put("a", "one");
        assertThat(status(() -> create("a", "two"))).isEqualTo(412);
        assertThat(read("a")).isEqualTo("one");
        create("b", "two");
        assertThat(read("b")).isEqualTo("two");
    }

    @Test
    void createOnceWorksForCopiesToo() {
        put("a", "one");
        put("b", "two");
        assertThat(status(() -> client().copyObject(request -> request.sourceBucket(bucket())
                        .sourceKey("a")
                        .destinationBucket(bucket())
                        .destinationKey("b")
                        .ifNoneMatch("*"))))
                .isEqualTo(412);
    }

    @Test
    void otherConditionsThanAStarAreNotImplemented() {
        assertThat(status(() -> client().putObject(
                                request -> request.bucket(bucket()).key("a").ifNoneMatch("\"abc\""),
                                RequestBody.fromString("x"))))
                .isEqualTo(501);
    }

    @Test
    void ifMatchIsIgnoredSoThereIsNoCompareAndSwap() {
        put("a", "one");
        client().putObject(
                        request -> request.bucket(bucket()).key("a").ifMatch("\"of-something-else\""),
                        RequestBody.fromString("two"));
        assertThat(read("a")).isEqualTo("two");
        client().deleteObject(request -> request.bucket(bucket()).key("a").ifMatch("\"of-something-else\""));
        assertThat(keys("")).isEmpty();
    }

    @Test
    void readsSeeWritesAndDeletesAtOnce() {
        put("a", "one");
        assertThat(read("a")).isEqualTo("one");
        put("a", "two");
        assertThat(read("a")).isEqualTo("two");
        client().deleteObject(request -> request.bucket(bucket()).key("a"));
        assertThat(code(() -> read("a"))).isEqualTo("NoSuchKey");
    }

    @Test
    void anObjectIsGoneWhenItsTimeIsOverButItsNameIsNotFree() {
        // The satellite tidies up now and then, and may do so right behind one of them.
        assertThat(Stream.of("a", "b", "c").anyMatch(this::keepsTheNameOfWhatIsOver))
                .isTrue();
    }

    private boolean keepsTheNameOfWhatIsOver(String key) {
        putUntil(key, "+1s");
        assertThat(read(key)).isEqualTo("x");
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !keys("").contains(key));
        assertThat(code(() -> read(key))).isEqualTo("NoSuchKey");
        boolean kept = refuses(key);
        put(key, "z");
        assertThat(read(key)).isEqualTo("z");
        return kept;
    }

    private boolean refuses(String key) {
        try {
            create(key, "y");
            return false;
        } catch (S3Exception e) {
            assertThat(e.statusCode()).isEqualTo(412);
            return true;
        }
    }

    @Test
    void aTimeToLiveInThePastIsAnError() {
        assertThat(status(() -> putUntil("a", "2020-01-01T00:00:00Z"))).isEqualTo(500);
    }

    private void putUntil(String key, String expires) {
        client().putObject(
                        request -> request.bucket(bucket()).key(key).metadata(Map.of(EXPIRES, expires)),
                        RequestBody.fromString("x"));
    }

    @Test
    void aCopyIsMadeByTheService() {
        put("a", "hello");
        copy("a", "b");
        assertThat(read("b")).isEqualTo("hello");
    }

    @Test
    void aRangePastTheEndIsRefused() {
        put("a", "hello");
        assertThat(code(() -> client().getObjectAsBytes(
                                request -> request.bucket(bucket()).key("a").range("bytes=5-6"))))
                .isEqualTo("InvalidRange");
    }

    @Test
    void aPartNumberIsIgnoredByReads() {
        put("a", "hello");
        assertThat(client().getObjectAsBytes(
                                request -> request.bucket(bucket()).key("a").partNumber(1))
                        .asByteArray())
                .hasSize(5);
    }

    @Test
    void keysHaveAtMost1024Bytes() {
        put("x".repeat(1024), "x");
        assertThat(code(() -> put("x".repeat(1025), "x"))).isEqualTo("KeyTooLongError");
    }

    @Test
    void keysHaveNoDotDot() {
        assertThat(status(() -> put("a/../b", "x"))).isEqualTo(400);
    }

    @Test
    void metadataFitsAKibibyteAndNotTwo() {
        putWithMetadata(1024);
        assertThat(status(() -> putWithMetadata(1960))).isEqualTo(500);
        assertThat(status(() -> putWithMetadata(2100))).isEqualTo(400);
    }

    private void putWithMetadata(int bytes) {
        client().putObject(
                        request -> request.bucket(bucket()).key("m" + bytes).metadata(Map.of("a", "m".repeat(bytes))),
                        RequestBody.fromString("x"));
    }
}
