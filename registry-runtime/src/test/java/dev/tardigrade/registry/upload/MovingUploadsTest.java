package dev.tardigrade.registry.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
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
import dev.tardigrade.registry.storage.StorageBudget;
import dev.tardigrade.registry.stream.PartBuffers;
import dev.tardigrade.registry.stream.SegmentPool;
import dev.tardigrade.registry.stream.Spool;
import dev.tardigrade.testing.s3.S3Operation;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import dev.tardigrade.testing.s3.Stops.Moment;
import dev.tardigrade.testing.s3.Stops.Stop;
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
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upload that pauses and is put into the bucket, because the disk is short, while something else happens to it. */
final class MovingUploadsTest {

    private static final int SIZE = 1_500_000;
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final RepositoryName APP = new RepositoryName("app");
    private static final Principal NOBODY = new Principal.Anonymous();

    private final S3TestServer s3 = S3TestServer.start(S3Profile.storj()).withBucket("images");
    private final Storage storage = TestStorage.open(s3.access(), "images");
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final byte[] content = new byte[SIZE + 1];

    @TempDir
    private Path folder;

    private Uploads uploads;
    private UploadRef ref;

    @BeforeEach
    void pause() throws IOException {
        new Random(1).nextBytes(content);
        uploads = process();
        ref = uploads.verify(new UploadAddress(
                APP, NOBODY, uploads.open(APP, NOBODY, Algorithm.SHA256).token()));
        uploads.append(ref, chunk(0, SIZE));
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)));
    }

    @AfterEach
    void stop() {
        storage.close();
        s3.close();
    }

    /** All that it takes is on its disk, which is short then. */
    private Uploads process() {
        Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
        BucketLayout layout = new BucketLayout(KeyPrefix.ROOT);
        Blobs blobs = new Blobs(
                storage.objects(),
                layout,
                new Caches(new CacheLimits(1 << 20, Duration.ofMinutes(1))),
                new Leases(storage.objects(), layout, LeaseTerms.DEFAULT, Pace.steady(clock)),
                clock);
        PartBuffers buffers =
                new PartBuffers(new SegmentPool(1), new Spool(folder, SIZE + 1000), 8 << 20, 8 << 20, Duration.ZERO);
        return new Uploads(
                new UploadDestination(storage.objects(), layout, buffers, blobs),
                UploadLimits.DEFAULT,
                Bytes.of("secret".getBytes(UTF_8)),
                new UploadTaker(UUID.randomUUID(), Optional.empty()),
                () -> new UploadId(UUID.randomUUID()),
                clock);
    }

    private Chunk chunk(int from, int to) {
        return new Chunk(
                new ByteArrayInputStream(content, from, to - from), OptionalLong.of(to - from), Optional.empty());
    }

    private Stop heldBack() {
        return s3.stops()
                .at(
                        Moment.BEFORE,
                        call -> call.operation() == S3Operation.PUT_OBJECT
                                && call.key().startsWith("uploads/"),
                        1);
    }

    private void assertWhole(Uploads process) throws IOException {
        assertThat(process.fetch(ref, Set.of())).isEmpty();
        assertThat(process.position(ref).stored()).isEqualTo(SIZE);
        process.finish(ref, chunk(SIZE, SIZE + 1), Digest.of(Algorithm.SHA256, content));
    }

    /** What a request is told that comes meanwhile; where it waits, it does so before the upload has moved. */
    private Throwable toldMeanwhile(ThrowingCallable request) throws Exception {
        Thread tending = Thread.ofVirtual().unstarted(uploads::tend);
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        Thread client = Thread.ofVirtual().unstarted(() -> told.complete(catchThrowable(request)));
        try (Stop slow = heldBack()) {
            tending.start();
            assertThat(slow.await(LONG)).isTrue();
            client.start();
            await().until(() -> client.getState() == Thread.State.TIMED_WAITING || told.isDone());
        }
        tending.join();
        return told.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private static void assertFailure(Throwable thrown, Class<? extends Failure> failure) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.failure()).isInstanceOf(failure));
    }

    @Test
    void aChunkThatComesGoesOnFromTheBucket() throws Exception {
        Throwable told = toldMeanwhile(() -> uploads.append(ref, chunk(SIZE, SIZE + 1)));
        assertFailure(told, Failure.UploadMoved.class);
        assertWhole(uploads);
    }

    /** Another replica asks so before it sends on what can be sent only once. */
    @Test
    void whoAsksHowFarItIsLearnsThatItMoves() throws Exception {
        assertFailure(toldMeanwhile(() -> uploads.position(ref)), Failure.UploadMoved.class);
        assertWhole(uploads);
    }

    @Test
    void aClientWaitsNoLongerThanForTheStore() throws Exception {
        StorageBudget spent = new StorageBudget(Duration.ZERO, System::nanoTime);
        Throwable told = toldMeanwhile(() -> spent.call(() -> uploads.append(ref, chunk(SIZE, SIZE + 1))));
        assertFailure(told, Failure.StorageUnavailable.class);
        assertWhole(uploads);
    }

    @Test
    void oneThatIsOnItsWayIsHereUntilItIsThere() throws Exception {
        StorageBudget spent = new StorageBudget(Duration.ZERO, System::nanoTime);
        Thread leaving = Thread.ofVirtual().unstarted(uploads::drain);
        try (Stop slow = heldBack()) {
            leaving.start();
            assertThat(slow.await(LONG)).isTrue();
            Throwable told = catchThrowable(() -> spent.call(() -> uploads.append(ref, chunk(SIZE, SIZE + 1))));
            assertFailure(told, Failure.StorageUnavailable.class);
            assertThat(uploads.isHere(ref)).isTrue();
        }
        leaving.join();
        assertThat(uploads.isHere(ref)).isFalse();
        assertWhole(process());
    }

    @Test
    void aStopDoesNotBreakItOff() throws Exception {
        Thread tending = Thread.ofVirtual().unstarted(uploads::tend);
        try (Stop slow = heldBack()) {
            tending.start();
            assertThat(slow.await(LONG)).isTrue();
            tending.interrupt();
            tending.join();
            uploads.drain();
        }
        uploads.close();
        assertThat(uploads.size()).isZero();
        assertWhole(process());
    }
}
