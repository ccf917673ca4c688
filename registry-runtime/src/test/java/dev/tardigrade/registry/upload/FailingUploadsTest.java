package dev.tardigrade.registry.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.cache.CacheLimits;
import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.UploadTaker;
import dev.tardigrade.registry.lease.LeaseTerms;
import dev.tardigrade.registry.lease.Leases;
import dev.tardigrade.registry.lease.Pace;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Digest.Algorithm;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.UploadId;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.stream.PartBuffers;
import dev.tardigrade.registry.stream.SegmentPool;
import dev.tardigrade.registry.stream.Spool;
import dev.tardigrade.testing.s3.Fault;
import dev.tardigrade.testing.s3.S3Call;
import dev.tardigrade.testing.s3.S3Operation;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import dev.tardigrade.testing.s3.Stops.Moment;
import dev.tardigrade.testing.storage.TestStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of an upload when the store or the disk fails under it. */
final class FailingUploadsTest {

    private static final int PART = 8 << 20;
    private static final BucketLayout LAYOUT = new BucketLayout(KeyPrefix.ROOT);
    private static final RepositoryName APP = new RepositoryName("app");
    private static final Principal NOBODY = new Principal.Anonymous();

    private final S3TestServer s3 = S3TestServer.start(S3Profile.storj()).withBucket("images");
    private final Storage storage = TestStorage.open(s3.access(), "images");
    private final SegmentPool pool = new SegmentPool(12);

    @TempDir
    private Path spool;

    private UploadDestination destination(PartBuffers buffers) {
        Blobs blobs = new Blobs(
                storage.objects(),
                LAYOUT,
                new Caches(new CacheLimits(1 << 20, Duration.ofMinutes(1))),
                new Leases(storage.objects(), LAYOUT, LeaseTerms.DEFAULT, Pace.steady(Clock.systemUTC())),
                Clock.systemUTC());
        return new UploadDestination(storage.objects(), LAYOUT, buffers, blobs);
    }

    private Uploads uploads(PartBuffers buffers) {
        return uploads(buffers, Clock.systemUTC());
    }

    private Uploads uploads(PartBuffers buffers, Clock clock) {
        return new Uploads(
                destination(buffers),
                UploadLimits.DEFAULT,
                Bytes.of("secret".getBytes(UTF_8)),
                new UploadTaker(UUID.randomUUID(), Optional.empty()),
                () -> new UploadId(UUID.randomUUID()),
                clock);
    }

    @AfterEach
    void stop() {
        storage.close();
        s3.close();
    }

    private static UploadRef begin(Uploads uploads) {
        return uploads.verify(new UploadAddress(
                APP, NOBODY, uploads.open(APP, NOBODY, Algorithm.SHA256).token()));
    }

    private static Chunk chunk(int size) {
        return new Chunk(new ByteArrayInputStream(new byte[size]), OptionalLong.of(size), Optional.empty());
    }

    private static void assertOver(Uploads uploads, UploadRef ref) {
        assertThat(uploads.size()).isZero();
        assertThat(uploads.isHere(ref)).isFalse();
        assertThatThrownBy(() -> uploads.fetch(ref, Set.of()))
                .as("what its client is told")
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.failure()).isInstanceOf(Failure.UploadUnknown.class));
    }

    @Test
    void anUploadWhosePartCannotBeStoredEndsWithTheNextRequest() throws IOException {
        Uploads uploads = uploads(new PartBuffers(pool, Spool.in(spool), PART, PART, Duration.ofSeconds(10)));
        s3.faults().always(call -> call.operation() == S3Operation.UPLOAD_PART, Fault.denied());
        UploadRef ref = begin(uploads);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThatThrownBy(() -> uploads.append(ref, chunk(PART / 8)))
                        .isInstanceOfSatisfying(
                                RegistryException.class,
                                e -> assertThat(e.failure()).isInstanceOf(Failure.StorageDenied.class)));
        assertOver(uploads, ref);
        assertThat(pool.inUse()).isZero();
    }

    @Test
    void aClientIsToldBeforeWhatItHasLeftIsRemoved() throws Exception {
        Uploads uploads = uploads(new PartBuffers(pool, Spool.in(spool), PART, PART, Duration.ofSeconds(10)));
        s3.faults().always(call -> call.operation() == S3Operation.UPLOAD_PART, new Fault.Dropped());
        UploadRef ref = begin(uploads);
        try (var gatewayHangs = s3.stops()
                .at(Moment.BEFORE, call -> isJournal(call) && call.operation() == S3Operation.DELETE_OBJECT, 1)) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThatThrownBy(() -> uploads.append(ref, chunk(PART / 8)))
                            .isInstanceOf(RegistryException.class));

            assertThat(s3.calls().of(S3Operation.DELETE_OBJECT))
                    .as("nobody has waited for it to be tried again")
                    .isLessThan(2);
            assertThat(gatewayHangs.await(Duration.ofSeconds(20))).isTrue();
            assertThatThrownBy(() -> uploads.fetch(ref, Set.of()))
                    .as("its journal is there, and about to go")
                    .isInstanceOfSatisfying(
                            RegistryException.class,
                            e -> assertThat(e.failure()).isInstanceOf(Failure.UploadUnknown.class));
        }
        await().untilAsserted(() ->
                assertThat(s3.calls().of(S3Operation.ABORT_MULTIPART_UPLOAD)).isEqualTo(1));
        assertThat(pool.inUse()).isZero();
    }

    @Test
    void whereTooMuchIsBeingRemovedItIsLeftToBeSwept() throws IOException {
        PartBuffers buffers = new PartBuffers(pool, Spool.in(spool), PART, PART, Duration.ofSeconds(10));
        UploadId id = new UploadId(UUID.randomUUID());
        Journals journals = new Journals(storage.objects(), LAYOUT);
        UploadEntry entry =
                new UploadEntry(journals, new Tenure(journals, id, 0), Clock.systemUTC(), Duration.ofMinutes(1));
        BlobWriter writer = BlobWriter.begin(destination(buffers), new Removals(0), entry, APP, Algorithm.SHA256);
        writer.append(new ByteArrayInputStream(new byte[PART + 1]), false);

        writer.abandon();
        assertThat(pool.inUse()).isZero();
        assertThat(journals.has(id)).isTrue();
        assertThat(s3.calls().of(S3Operation.DELETE_OBJECT)).isZero();
        assertThat(s3.calls().of(S3Operation.ABORT_MULTIPART_UPLOAD)).isZero();
    }

    @Test
    void soManyRemovalsGoOnAtATimeAndNoMore() {
        Removals removals = new Removals(1);
        UploadId first = new UploadId(UUID.randomUUID());
        UploadId second = new UploadId(UUID.randomUUID());
        CountDownLatch end = new CountDownLatch(1);
        assertThat(removals.start(first, () -> awaitQuietly(end))).isTrue();
        assertThat(removals.concerns(first)).isTrue();
        assertThat(removals.start(second, () -> {})).isFalse();
        assertThat(removals.concerns(second)).isFalse();
        end.countDown();
        await().until(() -> removals.start(second, () -> {}));
        assertThat(removals.concerns(first)).isFalse();
    }

    @Test
    void whoComesWhileItsUploadIsGivenUpIsToldSo() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        Uploads uploads =
                uploads(new PartBuffers(pool, Spool.in(spool), PART, PART, Duration.ofSeconds(10)), clock(now));
        UploadRef ref = begin(uploads);
        uploads.append(ref, chunk(PART + 1));
        now.updateAndGet(time -> time.plus(UploadLimits.DEFAULT.idle()).plusSeconds(1));
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        Thread tending = Thread.ofVirtual().unstarted(uploads::tend);
        Thread client = Thread.ofVirtual().unstarted(() -> told.complete(catchThrowable(() -> uploads.cancel(ref))));
        try (var slow = s3.stops()
                .at(Moment.BEFORE, call -> isJournal(call) && call.operation() == S3Operation.DELETE_OBJECT, 1)) {
            tending.start();
            assertThat(slow.await(Duration.ofSeconds(20))).isTrue();
            client.start();
            await().until(() -> client.getState() == Thread.State.TIMED_WAITING || told.isDone());
        }
        assertThat(told.get(30, TimeUnit.SECONDS))
                .as("no other request is there that it could be in the way of")
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.failure()).isInstanceOf(Failure.UploadUnknown.class));
        tending.join();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isJournal(S3Call call) {
        return call.key().startsWith("uploads/");
    }

    @Test
    void anUploadThatCannotBeSpooledEnds() throws IOException {
        SegmentPool tiny = new SegmentPool(1);
        Path gone = spool.resolve("gone");
        Uploads uploads = uploads(new PartBuffers(tiny, Spool.in(gone), PART, PART, Duration.ofMillis(1)));
        UploadRef ref = begin(uploads);
        assertThatThrownBy(() -> uploads.append(ref, chunk(3 << 20)))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.failure()).isInstanceOf(Failure.StorageUnavailable.class));
        assertOver(uploads, ref);
        assertThat(tiny.inUse()).isZero();
    }

    /** All bytes are on the disk, which is short. What is large enough is to go as a part, and less in the journal. */
    @ParameterizedTest
    @CsvSource({"2900000, PUT_OBJECT", "6000000, PUT_OBJECT", "6000000, UPLOAD_PART"})
    void anUploadThatCannotMakeRoomStaysAndIsTriedAgain(int size, S3Operation fails) throws IOException {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        Uploads uploads = uploads(
                new PartBuffers(new SegmentPool(1), new Spool(spool, size + 100_000), PART, PART, Duration.ofMillis(1)),
                clock(now));
        UploadRef ref = begin(uploads);
        uploads.append(ref, chunk(size));
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)));
        s3.faults().always(call -> call.operation() == fails, Fault.denied());
        uploads.tend();
        assertThat(uploads.position(ref).stored()).isEqualTo(size);

        uploads.append(ref, chunk(1));
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)));
        s3.faults().clear();
        uploads.tend();
        assertThat(uploads.size()).isZero();
        assertThat(uploads.fetch(ref, Set.of())).isEmpty();
        assertThat(uploads.position(ref).stored()).isEqualTo(size + 1);
        uploads.finish(ref, Chunk.none(), Digest.of(Algorithm.SHA256, new byte[size + 1]));
    }

    private static Clock clock(AtomicReference<Instant> now) {
        return ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    }

    @Test
    void anUploadWhoseJournalCannotBeWrittenEnds() {
        Uploads uploads = uploads(new PartBuffers(pool, Spool.in(spool), PART, PART, Duration.ofSeconds(10)));
        s3.faults().always(FailingUploadsTest::isJournal, Fault.denied());
        UploadRef ref = begin(uploads);
        assertThatThrownBy(() -> uploads.append(ref, chunk(PART + 1))).isInstanceOf(RegistryException.class);
        s3.faults().clear();
        assertOver(uploads, ref);
        assertThat(s3.calls().of(S3Operation.ABORT_MULTIPART_UPLOAD)).isEqualTo(1);
    }
}
