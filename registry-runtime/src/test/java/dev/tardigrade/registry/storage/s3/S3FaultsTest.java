package dev.tardigrade.registry.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.Bucket;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.MultipartUpload;
import dev.tardigrade.registry.storage.MultipartUpload.Part;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.storage.PutOutcome.AlreadyExists;
import dev.tardigrade.registry.storage.PutOutcome.Stored;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.storage.s3.access.BucketName;
import dev.tardigrade.registry.storage.s3.access.S3Credentials;
import dev.tardigrade.registry.storage.s3.access.S3Endpoint;
import dev.tardigrade.registry.storage.s3.access.S3Limits;
import dev.tardigrade.registry.storage.s3.access.S3Settings;
import dev.tardigrade.registry.stream.Content;
import dev.tardigrade.testing.s3.Fault;
import dev.tardigrade.testing.s3.S3Call;
import dev.tardigrade.testing.s3.S3Operation;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store makes of a service that fails. */
final class S3FaultsTest {

    private static final ObjectKey KEY = new ObjectKey("a/b");
    private static final Content HELLO = Content.of("hello".getBytes(UTF_8));

    private final S3TestServer server =
            S3TestServer.start(S3Profile.storj().withoutRateLimits()).withBucket(TestBucket.NAME);
    private final Storage storage = TestBucket.open(server.access());
    private final ObjectStore store = storage.objects();

    @AfterEach
    void close() {
        storage.close();
        server.close();
    }

    private PutOutcome put(PutMode mode) {
        return store.put(KEY, HELLO, Optional.empty(), mode);
    }

    @Test
    void aServiceThatIsBusyIsAskedAgain() throws IOException {
        server.faults()
                .next(S3Operation.PUT_OBJECT, Fault.unavailable())
                .next(S3Operation.GET_OBJECT, Fault.tooManyRequests())
                .next(S3Operation.GET_OBJECT, new Fault.Answer(500, "InternalError"))
                .next(S3Operation.GET_OBJECT, new Fault.Dropped());
        put(PutMode.REPLACE);
        assertThat(read()).isEqualTo("hello");
        assertThat(server.calls().of(S3Operation.PUT_OBJECT)).isEqualTo(2);
        assertThat(server.calls().of(S3Operation.GET_OBJECT)).isEqualTo(4);
    }

    @Test
    void aServiceThatStaysBusyIsUnavailableForAWhile() {
        server.faults().always(_ -> true, Fault.unavailable());
        var failure = (Failure.StorageUnavailable) failure(() -> store.head(KEY));
        assertThat(failure.retryAfter()).isPositive();
        assertThat(failure.message()).contains(server.access().endpoint().toString(), "503");
    }

    @Test
    void whatTheServiceDoesNotSupportIsNeverAskedAgain() {
        server.faults().always(_ -> true, new Fault.Answer(501, "NotImplemented"));
        assertThat(failure(() -> put(PutMode.REPLACE))).isInstanceOf(Failure.StorageFault.class);
        assertThat(server.calls().total()).isEqualTo(1);
    }

    @Test
    void aCreateWhoseReplyWasLostIsStored() throws IOException {
        server.faults().next(S3Operation.PUT_OBJECT, new Fault.LostReply());
        assertThat(put(PutMode.CREATE)).isInstanceOf(Stored.class);
        assertThat(read()).isEqualTo("hello");
    }

    @Test
    void aCreateThatCameSecondIsNotStoredHoweverOftenItWasSent() {
        store.put(KEY, Content.of("other".getBytes(UTF_8)), Optional.empty(), PutMode.REPLACE);
        server.faults().next(S3Operation.PUT_OBJECT, new Fault.Dropped());
        assertThat(put(PutMode.CREATE)).isEqualTo(new AlreadyExists());
    }

    @Test
    void aCreateThatIsAnsweredAtOnceIsNotReadBack() {
        put(PutMode.CREATE);
        put(PutMode.CREATE);
        assertThat(server.calls().total()).isEqualTo(2);
    }

    @Test
    void aCompleteWhoseReplyWasLostIsStored() {
        for (PutMode mode : PutMode.values()) {
            MultipartUpload upload = store.startMultipart(new ObjectKey("lost/" + mode), Optional.empty());
            List<Part> parts = List.of(upload.put(1, HELLO));
            server.faults().next(S3Operation.COMPLETE_MULTIPART_UPLOAD, new Fault.LostReply());
            assertThat(upload.complete(parts, mode)).isInstanceOf(Stored.class);
            assertThat(store.head(upload.key()).orElseThrow().size()).isEqualTo(5);
        }
    }

    @Test
    void aCompleteThatCameSecondIsNotStoredHoweverOftenItWasSent() {
        put(PutMode.REPLACE);
        MultipartUpload upload = store.startMultipart(KEY, Optional.empty());
        List<Part> parts = List.of(upload.put(1, HELLO));
        server.faults().next(S3Operation.COMPLETE_MULTIPART_UPLOAD, new Fault.Dropped());
        assertThat(upload.complete(parts, PutMode.CREATE)).isEqualTo(new AlreadyExists());
    }

    @Test
    void aPartWhoseReplyWasLostIsThereOnce() {
        MultipartUpload upload = store.startMultipart(KEY, Optional.empty());
        server.faults().next(S3Operation.UPLOAD_PART, new Fault.LostReply());
        Part part = upload.put(1, HELLO);
        assertThat(upload.parts()).containsExactly(part);
    }

    /** A short one is read into memory at once. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 100_000})
    void anObjectThatBreaksOffIsAnErrorAndNeverShort(int size) {
        store.put(KEY, Content.of(new byte[size]), Optional.empty(), PutMode.REPLACE);
        server.faults().next(S3Operation.GET_OBJECT, new Fault.TruncatedBody(size / 2));
        assertThatThrownBy(this::read).isInstanceOf(IOException.class);
    }

    @Test
    void aServiceThatHangsIsGivenUpInTime() {
        server.faults().always(_ -> true, new Fault.Hang());
        var limits = new S3Limits(Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofSeconds(1), 1 << 30, 3, 4);
        Instant start = Instant.now();
        try (Storage impatient = TestBucket.open(server.access(), limits)) {
            assertThat(failure(() -> impatient.objects().head(KEY))).isInstanceOf(Failure.StorageUnavailable.class);
            assertThat(failure(() -> impatient.objects().put(KEY, HELLO, Optional.empty(), PutMode.REPLACE)))
                    .isInstanceOf(Failure.StorageUnavailable.class);
        }
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aServiceThatIsSlowButAnswersIsWaitedFor() {
        server.faults().next(S3Operation.HEAD_OBJECT, new Fault.Delay(Duration.ofMillis(300)));
        assertThat(store.head(KEY)).isEmpty();
        assertThat(server.calls().total()).isEqualTo(1);
    }

    @Test
    void aPartIsWaitedForAsLongAsItsBytesMayTake() {
        var limits = new S3Limits(Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofSeconds(5), 1 << 20, 1, 4);
        try (Storage patient = TestBucket.open(server.access(), limits)) {
            MultipartUpload upload = patient.objects().startMultipart(KEY, Optional.empty());
            server.faults().next(S3Operation.UPLOAD_PART, new Fault.Delay(Duration.ofSeconds(1)));
            server.faults().next(S3Operation.COMPLETE_MULTIPART_UPLOAD, new Fault.Delay(Duration.ofSeconds(1)));
            Part part = upload.put(1, Content.of(new byte[4 << 20]));
            assertThat(upload.complete(List.of(part), PutMode.CREATE)).isInstanceOf(Stored.class);
        }
    }

    @Test
    void anObjectThatFallsSilentWhileItIsReadIsGivenUp() throws IOException {
        store.put(KEY, Content.of(new byte[100_000]), Optional.empty(), PutMode.REPLACE);
        var limits = new S3Limits(Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofSeconds(5), 1 << 20, 1, 4);
        try (Storage impatient = TestBucket.open(server.access(), limits)) {
            server.faults().next(S3Operation.GET_OBJECT, new Fault.SilentBody(50_000));
            try (var found = impatient.objects().get(KEY).orElseThrow()) {
                assertThatThrownBy(found.stream()::readAllBytes).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void limitsOfTheAccountAreToldFromMissingRights() {
        for (String code : List.of("StorageLimitExceeded", "SegmentsLimitExceeded", "BandwidthLimitExceeded")) {
            server.faults().next(S3Operation.PUT_OBJECT, new Fault.Answer(403, code));
            assertThat(failure(() -> put(PutMode.REPLACE))).isInstanceOf(Failure.StorageFull.class);
        }
        server.faults().next(S3Operation.PUT_OBJECT, Fault.denied());
        assertThat(failure(() -> put(PutMode.REPLACE))).isInstanceOf(Failure.StorageDenied.class);
    }

    @Test
    void wrongKeysAreDeniedWithTheCause() {
        var endpoint = Optional.of(new S3Endpoint(server.access().endpoint(), true));
        var credentials = S3Credentials.of(server.access().accessKey(), "wrong-secret");
        try (Storage stranger = S3Storage.open(new S3Settings(
                endpoint, "us-east-1", new BucketName(TestBucket.NAME), credentials, TestBucket.LIMITS))) {
            assertThat(failure(() -> stranger.objects().get(KEY)).message())
                    .contains("the secret key is wrong")
                    .doesNotContain("wrong-secret");
            assertThat(stranger.bucket().access()).isEqualTo(Bucket.Access.DENIED);
        }
    }

    @Test
    void aBucketThatIsMissingIsSaidToBe() {
        try (S3TestServer empty = S3TestServer.start(S3Profile.storj());
                Storage missing = TestBucket.open(empty.access())) {
            assertThat(failure(() -> missing.objects().get(KEY))).isInstanceOf(Failure.BucketMissing.class);
            assertThat(failure(() -> missing.objects().list(KeyPrefix.ROOT, _ -> {})))
                    .isInstanceOf(Failure.BucketMissing.class);
            assertThat(missing.bucket().access()).isEqualTo(Bucket.Access.MISSING);
            assertThat(missing.bucket().create()).isTrue();
            assertThat(missing.bucket().create()).isFalse();
        }
    }

    @Test
    void aBucketThatSomebodyElseHasIsDenied() {
        server.faults().always(S3FaultsTest::asksForTheBucket, Fault.denied());
        assertThat(failure(() -> storage.bucket().create())).isInstanceOf(Failure.StorageDenied.class);
    }

    private static boolean asksForTheBucket(S3Call call) {
        return call.operation() == S3Operation.HEAD_BUCKET || call.operation() == S3Operation.LIST_OBJECTS;
    }

    /** As Traefik does for a service that has no pods, and others for a route that is missing. */
    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void whatAProxySaysWhoseServiceIsAwayIsNoWordOfS3(int status) {
        server.faults().always(S3FaultsTest::asksForTheBucket, new Fault.Answer(status, ""));
        assertThat(failure(() -> storage.bucket().access()))
                .isInstanceOfSatisfying(
                        Failure.StorageUnavailable.class,
                        failure -> assertThat(failure.message()).contains(status + ", but not as S3 does"));
    }

    @Test
    void aClockThatIsWrongIsNoMissingRight() {
        server.faults().always(S3FaultsTest::asksForTheBucket, new Fault.Answer(403, "RequestTimeTooSkewed"));
        assertThat(failure(() -> storage.bucket().access()).message()).contains("clock is wrong");
    }

    @Test
    void aServiceThatIsNotThereIsUnavailable() {
        server.close();
        assertThat(failure(() -> store.head(KEY)).message()).contains("does not answer", "check address");
    }

    @Test
    void aPayloadIsReadOnceOnly() {
        var content = new CountingContent(3 << 20);
        store.put(KEY, content, Optional.empty(), PutMode.REPLACE);
        assertThat(content.opened()).isEqualTo(1);
    }

    @Test
    void aPayloadThatIsSignedArrivesToo() {
        var signed = Optional.of(new S3Endpoint(server.access().endpoint(), true, true));
        var credentials =
                S3Credentials.of(server.access().accessKey(), server.access().secretKey());
        try (Storage signing = S3Storage.open(
                new S3Settings(signed, "us-east-1", new BucketName(TestBucket.NAME), credentials, TestBucket.LIMITS))) {
            signing.objects().put(KEY, Content.of(new byte[300_000]), Optional.empty(), PutMode.CREATE);
        }
        assertThat(store.head(KEY).orElseThrow().size()).isEqualTo(300_000);
    }

    @Test
    void manyObjectsAreDeletedInFewRequests() {
        store.deleteAll(IntStream.range(0, 1500)
                .mapToObj(i -> new ObjectKey("many/" + i))
                .toList());
        assertThat(server.calls().of(S3Operation.DELETE_OBJECTS)).isEqualTo(2);
        assertThat(server.calls().total()).isEqualTo(2);
    }

    @Test
    void anInterruptEndsACallAndStays() {
        Thread.currentThread().interrupt();
        assertThat(failure(() -> store.head(KEY))).isInstanceOf(Failure.StorageUnavailable.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void entityTagsAreKnownToBeHashesOnceOneWasSeen() {
        assertThat(store.etagsAreContentHashes()).isFalse();
        put(PutMode.REPLACE);
        assertThat(store.etagsAreContentHashes()).isTrue();
    }

    private String read() throws IOException {
        try (var found = store.get(KEY).orElseThrow()) {
            return new String(found.stream().readAllBytes(), UTF_8);
        }
    }

    private static Failure failure(ThrowingCallable action) {
        RegistryException thrown = catchThrowableOfType(RegistryException.class, action);
        assertThat(thrown).isNotNull();
        return thrown.failure();
    }
}
