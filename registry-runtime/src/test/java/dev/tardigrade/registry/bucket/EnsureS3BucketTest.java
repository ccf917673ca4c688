package dev.tardigrade.registry.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.bucket.BucketOutcome.Full;
import dev.tardigrade.registry.bucket.BucketOutcome.Ready;
import dev.tardigrade.registry.bucket.BucketOutcome.Reason;
import dev.tardigrade.registry.bucket.BucketOutcome.Refused;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.storage.s3.access.S3Limits;
import dev.tardigrade.testing.s3.Fault;
import dev.tardigrade.testing.s3.S3Operation;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import dev.tardigrade.testing.storage.TestStorage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Claims at a service: each way in which it can refuse has a reason of its own, with a remedy. */
final class EnsureS3BucketTest {

    private static final S3Limits LIMITS =
            new S3Limits(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(2), 1 << 20, 2, 8);

    private final S3TestServer server = S3TestServer.start(S3Profile.storj());
    private final Storage storage = TestStorage.open(server.access(), "images", LIMITS);

    @AfterEach
    void close() {
        storage.close();
        server.close();
    }

    private BucketOutcome claim(Duration patience) {
        var ensure = new EnsureBucket(storage, KeyPrefix.ROOT, Clock.systemUTC());
        return ensure.run(new Claim(new Owner("uid-1"), false, patience));
    }

    private Refused refusal() {
        return (Refused) claim(Duration.ZERO);
    }

    @Test
    void aMissingBucketIsMadeAndThatIsRememberedInTheMarker() {
        assertThat(((Ready) claim(Duration.ZERO)).bucketCreated()).isTrue();
        assertThat(((Ready) claim(Duration.ZERO)).bucketCreated()).isTrue();
    }

    @Test
    void aBucketThatWasThereIsNotSaidToBeMade() {
        server.withBucket("images");
        assertThat(claim(Duration.ZERO))
                .isEqualTo(new Ready(
                        "images", false, new Owner("uid-1"), new Capabilities(true, true), "bucket images is ready"));
    }

    @Test
    void claimingTakesFewRequests() {
        server.withBucket("images");
        claim(Duration.ZERO);
        server.calls().reset();
        claim(Duration.ZERO);
        assertThat(server.calls().total()).isLessThanOrEqualTo(6);
    }

    @Test
    void aBucketOutsideOfTheGrantIsDenied() {
        server.faults().always(_ -> true, Fault.denied());
        assertThat(refusal().reason()).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(refusal().message()).contains("images", "grant", "read, write, list and delete");
    }

    @Test
    void aKeyThatMayNotWriteIsDenied() {
        server.withBucket("images").faults().always(call -> call.operation() == S3Operation.PUT_OBJECT, Fault.denied());
        assertThat(refusal().reason()).isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void aKeyThatMayNotDeleteIsDenied() {
        server.withBucket("images")
                .faults()
                .always(call -> call.operation() == S3Operation.DELETE_OBJECT, Fault.denied());
        assertThat(refusal().reason()).isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void anAccountThatIsFullIsToldSo() {
        server.withBucket("images");
        takeNoWrites();
        assertThat(refusal().reason()).isEqualTo(Reason.QUOTA_EXCEEDED);
    }

    @Test
    void aBucketThatIsOursAlreadyMayBeFull() {
        claim(Duration.ZERO);
        takeNoWrites();
        assertThat(claim(Duration.ZERO)).isInstanceOfSatisfying(Full.class, full -> {
            assertThat(full.bucket()).isEqualTo("images");
            assertThat(full.bucketCreated()).isTrue();
            assertThat(full.owner()).isEqualTo(new Owner("uid-1"));
            assertThat(full.message()).contains("StorageLimitExceeded", "enlarge it, or delete images");
        });
    }

    @Test
    void aFullBucketOfAnotherOwnerIsNotTaken() {
        claim(Duration.ZERO);
        takeNoWrites();
        var ensure = new EnsureBucket(storage, KeyPrefix.ROOT, Clock.systemUTC());
        assertThat(ensure.run(new Claim(new Owner("uid-2"), true, Duration.ZERO)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.QUOTA_EXCEEDED));
    }

    private void takeNoWrites() {
        server.faults()
                .always(
                        call -> call.operation() == S3Operation.PUT_OBJECT,
                        new Fault.Answer(403, "StorageLimitExceeded"));
    }

    @Test
    void aServiceThatIsNotThereIsUnreachable() {
        server.close();
        assertThat(refusal().reason()).isEqualTo(Reason.ENDPOINT_UNREACHABLE);
        assertThat(refusal().message()).contains(server.access().endpoint().toString());
    }

    @Test
    void aServiceThatHangsIsUnreachableInTime() {
        server.faults().always(_ -> true, new Fault.Hang());
        Instant start = Instant.now();
        assertThat(((Refused) claim(Duration.ofSeconds(1))).reason()).isEqualTo(Reason.ENDPOINT_UNREACHABLE);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aServiceThatComesUpMeanwhileIsWaitedFor() {
        server.withBucket("images").faults().next(5, _ -> true, new Fault.Answer(500, "InternalError"));
        assertThat(claim(Duration.ofSeconds(30))).isInstanceOf(Ready.class);
    }

    @Test
    void aServiceThatDoesNotKnowARequestIsAFault() {
        server.withBucket("images")
                .faults()
                .always(call -> call.operation() == S3Operation.PUT_OBJECT, new Fault.Answer(501, "NotImplemented"));
        assertThat(refusal().reason()).isEqualTo(Reason.STORAGE_FAULT);
    }
}
