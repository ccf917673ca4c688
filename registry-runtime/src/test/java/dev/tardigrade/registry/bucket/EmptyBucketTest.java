package dev.tardigrade.registry.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.bucket.BucketOutcome.Emptied;
import dev.tardigrade.registry.bucket.BucketOutcome.Reason;
import dev.tardigrade.registry.bucket.BucketOutcome.Refused;
import dev.tardigrade.registry.storage.Bucket.Access;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.storage.filesystem.FileStorage;
import dev.tardigrade.registry.storage.s3.access.S3Limits;
import dev.tardigrade.registry.stream.Content;
import dev.tardigrade.testing.s3.Fault;
import dev.tardigrade.testing.s3.S3Operation;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import dev.tardigrade.testing.storage.TestStorage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the deletion of a registry does to its bucket. */
final class EmptyBucketTest {

    private static final KeyPrefix PREFIX = new KeyPrefix("team/a/");
    private static final Owner OURS = new Owner("uid-1");
    private static final S3Limits LIMITS =
            new S3Limits(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(2), 1 << 20, 2, 8);

    private final S3TestServer server =
            S3TestServer.start(S3Profile.storj().withoutRateLimits().withPageSize(100));
    private final Storage storage = TestStorage.open(server.access(), "images", LIMITS);
    private final List<Tally> progress = new ArrayList<>();

    @AfterEach
    void close() {
        storage.close();
        server.close();
    }

    private void claim(Owner owner, Storage where) {
        assertThat(new EnsureBucket(where, PREFIX, Clock.systemUTC()).run(new Claim(owner, false, Duration.ZERO)))
                .isInstanceOf(BucketOutcome.Ready.class);
    }

    private BucketOutcome empty(Owner owner, boolean deleteBucket) {
        return new EmptyBucket(storage, PREFIX, progress::add).run(new Emptying(owner, deleteBucket));
    }

    private void write(String key) {
        storage.objects()
                .put(KeyPrefix.ROOT.key(key), Content.of("x".getBytes(UTF_8)), Optional.empty(), PutMode.REPLACE);
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        storage.objects().list(KeyPrefix.ROOT, object -> keys.add(object.key().value()));
        return keys;
    }

    @Test
    void everythingBelowThePrefixGoesAndNothingElse() {
        claim(OURS, storage);
        for (int i = 0; i < 600; i++) {
            write("team/a/data/uploads/" + i);
        }
        write("team/b/kept");
        var upload = storage.objects().startMultipart(PREFIX.key("data/uploads/x"), Optional.empty());
        upload.put(1, Content.of(new byte[10]));
        Emptied emptied = (Emptied) empty(OURS, false);
        assertThat(emptied.deleted()).isEqualTo(new Tally(600, 600, 1));
        assertThat(emptied.bucketDeleted()).isFalse();
        assertThat(keys()).containsExactly("team/b/kept");
        assertThat(progress).contains(new Tally(250, 250, 0), new Tally(600, 600, 1));
        assertThat(server.calls().of(S3Operation.ABORT_MULTIPART_UPLOAD)).isEqualTo(1);
    }

    @Test
    void nothingGoesWhereAnotherRegistryIsBelowThisOne() {
        claim(OURS, storage);
        write("team/a/repos/app/_tags/registry.json");
        assertThat(new EnsureBucket(storage, new KeyPrefix("team/a/b/"), Clock.systemUTC())
                        .run(new Claim(new Owner("uid-2"), false, Duration.ZERO)))
                .isInstanceOf(BucketOutcome.Ready.class);
        List<String> before = keys();
        Refused refused = (Refused) empty(OURS, true);
        assertThat(refused.reason()).isEqualTo(Reason.BUCKET_OWNED_BY_ANOTHER);
        assertThat(refused.message()).contains("team/a/b/registry.json");
        assertThat(keys()).isEqualTo(before);
        storage.objects().delete(KeyPrefix.ROOT.key("team/a/b/registry.json"));
        assertThat(empty(OURS, true)).isInstanceOf(Emptied.class);
    }

    @Test
    void aBucketWithImagesStaysAsItIsWhereOnlyAnUnusedOneMayGo() {
        claim(OURS, storage);
        write("team/a/data/uploads/orphan");
        write("team/a/repos/app/_tags/latest");
        BucketOutcome.Refused refused = (BucketOutcome.Refused) emptyIfUnused();
        assertThat(refused.reason()).isEqualTo(BucketOutcome.Reason.NOT_EMPTY);
        assertThat(keys())
                .containsExactlyInAnyOrder(
                        "team/a/data/uploads/orphan", "team/a/registry.json", "team/a/repos/app/_tags/latest");
        storage.objects().delete(KeyPrefix.ROOT.key("team/a/repos/app/_tags/latest"));
        assertThat(((Emptied) emptyIfUnused()).bucketDeleted()).isTrue();
    }

    private BucketOutcome emptyIfUnused() {
        return new EmptyBucket(storage, PREFIX, progress::add).run(new Emptying(OURS, true, true));
    }

    @Test
    void aBucketThatTheRegistryMadeIsDeletedWhereAsked() {
        claim(OURS, storage);
        assertThat(((Emptied) empty(OURS, true)).bucketDeleted()).isTrue();
        assertThat(storage.bucket().access()).isEqualTo(Access.MISSING);
        assertThat(((Emptied) empty(OURS, true)).bucketDeleted()).isTrue();
    }

    @Test
    void aBucketThatWasThereBeforeStays() {
        server.withBucket("images");
        claim(OURS, storage);
        Emptied emptied = (Emptied) empty(OURS, true);
        assertThat(emptied.bucketDeleted()).isFalse();
        assertThat(emptied.message()).contains("no registry made it");
        assertThat(storage.bucket().access()).isEqualTo(Access.GRANTED);
    }

    @Test
    void aBucketWithOtherThingsInItStays() {
        claim(OURS, storage);
        write("team/b/kept");
        Emptied emptied = (Emptied) empty(OURS, true);
        assertThat(emptied.bucketDeleted()).isFalse();
        assertThat(emptied.message()).contains("something else");
        assertThat(keys()).containsExactly("team/b/kept");
    }

    @Test
    void theBucketOfAnotherOwnerIsLeftAlone() {
        claim(new Owner("uid-2"), storage);
        write("team/a/data/x");
        Refused refused = (Refused) empty(OURS, true);
        assertThat(refused.reason()).isEqualTo(Reason.BUCKET_OWNED_BY_ANOTHER);
        assertThat(refused.message()).contains("uid-2");
        assertThat(keys()).contains("team/a/data/x", "team/a/registry.json");
    }

    @Test
    void aBucketWithoutMarkerIsLeftAlone() {
        server.withBucket("images");
        write("team/a/data/x");
        assertThat(((Refused) empty(OURS, true)).reason()).isEqualTo(Reason.BUCKET_OWNED_BY_ANOTHER);
        assertThat(keys()).containsExactly("team/a/data/x");
    }

    @Test
    void whatBrokeOffIsBegunAgain() {
        claim(OURS, storage);
        for (int i = 0; i < 300; i++) {
            write("team/a/data/uploads/" + i);
        }
        server.faults()
                .next(3, call -> call.operation() == S3Operation.DELETE_OBJECTS, new Fault.Answer(403, "AccessDenied"));
        assertThat(((Refused) empty(OURS, true)).reason()).isEqualTo(Reason.ACCESS_DENIED);
        server.faults().clear();
        assertThat(((Emptied) empty(OURS, true)).bucketDeleted()).isTrue();
    }

    @Test
    void aFolderGoesWithAllThatTheStoreKeptInIt(@TempDir Path parent) {
        Storage files = FileStorage.open(parent.resolve("images"), Clock.systemUTC());
        claim(OURS, files);
        files.objects().startMultipart(PREFIX.key("data/uploads/x"), Optional.empty());
        BucketOutcome outcome = new EmptyBucket(files, PREFIX, progress::add).run(new Emptying(OURS, true));
        assertThat(((Emptied) outcome).bucketDeleted()).isTrue();
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void theMessageTellsTheOperatorWhatIsGone() {
        BucketOutcome outcome = new Emptied("images", OURS, new Tally(3, 4, 5), true, "done");
        assertThat(TerminationMessage.json(outcome)).isEqualTo("""
                {"outcome":"Emptied","message":"done","bucket":"images","owner":"uid-1",\
                "deleted":{"objects":3,"bytes":4,"uploads":5},"bucketDeleted":true}""");
    }
}
