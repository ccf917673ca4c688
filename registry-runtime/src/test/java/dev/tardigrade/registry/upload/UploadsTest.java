package dev.tardigrade.registry.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import dev.tardigrade.registry.stream.ExactInputStream;
import dev.tardigrade.registry.stream.PartBuffers;
import dev.tardigrade.registry.stream.SegmentPool;
import dev.tardigrade.registry.stream.Spool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class UploadsTest {

    private static final int PART = 8 << 20;
    private static final RepositoryName APP = new RepositoryName("app");
    private static final Principal ALICE = new Principal.User("alice");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final ObjectStore store = MemoryStorage.open(clock).objects();
    private final BucketLayout layout = new BucketLayout(KeyPrefix.ROOT);
    private final SegmentPool pool = new SegmentPool(32);

    @TempDir
    Path spool;

    private Blobs blobs;
    private Uploads uploads;

    @BeforeEach
    void open() {
        Leases leases = new Leases(store, layout, LeaseTerms.DEFAULT, Pace.steady(clock));
        Caches caches = new Caches(new CacheLimits(1 << 20, Duration.ofMinutes(1)));
        blobs = new Blobs(store, layout, caches, leases, clock);
        uploads = uploads(new PartBuffers(pool, Spool.in(spool), PART, PART, Duration.ofSeconds(10)));
    }

    private Uploads uploads(PartBuffers buffers) {
        return new Uploads(
                new UploadDestination(store, layout, buffers, blobs),
                new UploadLimits(3, Duration.ofMinutes(10), Duration.ofDays(7)),
                Bytes.of("secret".getBytes(UTF_8)),
                new UploadTaker(new UUID(1, 1), Optional.empty()),
                () -> new UploadId(UUID.randomUUID()),
                clock);
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static Chunk chunk(byte[] bytes) {
        return new Chunk(new ByteArrayInputStream(bytes), OptionalLong.of(bytes.length), Optional.empty());
    }

    private UploadRef begin() {
        return uploads.verify(new UploadAddress(
                APP, ALICE, uploads.open(APP, ALICE, Algorithm.SHA256).token()));
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        store.list(KeyPrefix.ROOT, object -> keys.add(object.key().value()));
        return keys;
    }

    private int pending() {
        List<Object> pending = new ArrayList<>();
        store.listMultiparts(KeyPrefix.ROOT, pending::add);
        return pending.size();
    }

    private void assertServed(Digest digest, byte[] content) throws IOException {
        try (InputStream in = blobs.open(blobs.require(APP, digest))) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void aBlobOfOnePartIsOneObjectNamedAfterItsDigest() throws IOException {
        byte[] content = bytes(PART);
        Digest digest = Digest.of(Algorithm.SHA256, content);
        UploadRef address = begin();
        uploads.append(address, chunk(content));
        uploads.finish(address, Chunk.none(), digest);
        assertServed(digest, content);
        assertThat(keys()).contains(layout.knownData(digest).value()).hasSize(2);
        assertThat(pool.inUse()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aLargerBlobIsStoredInPartsWhateverItsDigest(Algorithm algorithm) throws IOException {
        byte[] content = bytes(3 * PART + 1);
        Digest digest = Digest.of(algorithm, content);
        UploadRef address = begin();
        for (int from = 0; from < content.length; from += 5_000_000) {
            uploads.append(
                    address, chunk(Arrays.copyOfRange(content, from, Math.min(content.length, from + 5_000_000))));
        }
        uploads.finish(address, Chunk.none(), digest);
        assertServed(digest, content);
        assertThat(keys()).anyMatch(key -> key.startsWith("data/uploads/")).hasSize(3);
        assertThat(pool.inUse()).isZero();
        assertThat(pending()).isZero();
    }

    @Test
    void aSmallBlobIsOneObjectInAll() throws IOException {
        byte[] content = bytes(3072);
        uploads.put(APP, Digest.of(Algorithm.SHA256, content), chunk(content));
        assertThat(keys()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aLargeBlobWithAnotherDigestLeavesNothingVisible(Algorithm algorithm) {
        Digest wrong = Digest.of(algorithm, bytes(1));
        UploadRef address = begin();
        assertThatThrownBy(() -> uploads.finish(address, chunk(bytes(2 * PART + 1)), wrong))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.failure()).isInstanceOf(Failure.DigestInvalid.class));
        assertThat(keys()).isEmpty();
        assertThat(pending()).isZero();
        assertThat(pool.inUse()).isZero();
        assertThat(uploads.size()).isZero();
    }

    @Test
    void aLargeBlobThatIsThereIsNotStoredAgain() throws IOException {
        byte[] content = bytes(2 * PART + 1);
        Digest digest = Digest.of(Algorithm.SHA256, content);
        uploads.put(new RepositoryName("other"), digest, chunk(content));
        uploads.put(APP, digest, chunk(content));
        assertServed(digest, content);
        assertThat(keys().stream().filter(key -> key.startsWith("data/"))).hasSize(1);
        assertThat(pending()).isZero();
    }

    @Test
    void whatCameBeforeTheClientBrokeOffStays() throws IOException {
        byte[] content = bytes(1_000_000);
        InputStream broken = new ExactInputStream(new ByteArrayInputStream(content, 0, 600_000), content.length);
        UploadRef address = begin();
        assertThatThrownBy(() ->
                        uploads.append(address, new Chunk(broken, OptionalLong.of(content.length), Optional.empty())))
                .isInstanceOf(IOException.class);
        long stored = uploads.position(address).stored();
        assertThat(stored).isEqualTo(600_000);
        byte[] rest = Arrays.copyOfRange(content, 600_000, content.length);
        Digest digest = Digest.of(Algorithm.SHA256, content);
        uploads.finish(address, chunk(rest), digest);
        assertServed(digest, content);
    }

    @Test
    void anIdleUploadIsDroppedAndABusyOneIsNot() throws IOException {
        UploadRef idle = begin();
        UploadRef busy = begin();
        uploads.append(idle, chunk(bytes(PART + 1)));
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(9)));
        uploads.append(busy, chunk(bytes(1)));
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)));
        uploads.tend();
        assertThat(uploads.size()).isEqualTo(1);
        assertThat(uploads.position(busy).stored()).isEqualTo(1);
        assertThatThrownBy(() -> uploads.position(idle)).isInstanceOf(RegistryException.class);
        assertThat(pending()).isZero();
    }

    @Test
    void whereTheDiskIsShortPausingUploadsGoToTheBucketAndGoOnFromThere() throws IOException {
        byte[] content = bytes(3_000_000);
        uploads = uploads(
                new PartBuffers(new SegmentPool(1), new Spool(spool, 4_000_000), PART, PART, Duration.ofMillis(1)));
        UploadRef paused = begin();
        uploads.append(paused, chunk(Arrays.copyOf(content, 2_900_000)));

        UploadRef other = begin();
        assertThatThrownBy(() -> uploads.append(other, chunk(content)))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.Overloaded.class));

        UploadRef begun = begin();
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)));
        uploads.tend();
        assertThat(uploads.size()).isEqualTo(1);
        assertThat(uploads.isHere(begun)).as("has nothing on the disk").isTrue();
        assertThatThrownBy(() -> uploads.position(paused))
                .as("it is looked for again")
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.UploadMoved.class));

        assertThat(uploads.fetch(paused, Set.of())).isEmpty();
        uploads.finish(
                paused,
                chunk(Arrays.copyOfRange(content, 2_900_000, content.length)),
                Digest.of(Algorithm.SHA256, content));
        assertServed(Digest.of(Algorithm.SHA256, content), content);
    }

    @Test
    void moreUploadsThanAllowedAreRefused() throws IOException {
        for (int i = 0; i < 3; i++) {
            uploads.append(begin(), chunk(bytes(1)));
        }
        assertThatThrownBy(this::begin)
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.Overloaded.class));
    }

    @Test
    void uploadsThatWereOnlyBegunLockNobodyOut() throws IOException {
        UploadRef used = begin();
        uploads.append(used, chunk(bytes(1)));
        UploadRef oldest = begin();
        for (int i = 0; i < 100; i++) {
            now.updateAndGet(time -> time.plusMillis(1));
            begin();
        }
        assertThat(uploads.size()).isEqualTo(3);
        assertThat(uploads.position(used).stored()).isEqualTo(1);
        assertThatThrownBy(() -> uploads.position(oldest)).isInstanceOf(RegistryException.class);
    }

    @Test
    void whereThereIsNoRoomAnUploadThatPausesGivesWay() throws IOException {
        UploadRef pausing = begin();
        uploads.append(pausing, chunk(bytes(1)));
        now.updateAndGet(time -> time.plusSeconds(61));
        for (int i = 0; i < 3; i++) {
            uploads.append(begin(), chunk(bytes(1)));
        }
        assertThatThrownBy(() -> uploads.position(pausing)).isInstanceOf(RegistryException.class);
    }

    @Test
    void whatClientsThatBrokeOffHaveSentDoesNotStayInMemory() {
        int most = 0;
        for (int i = 0; i < 3; i++) {
            UploadRef ref = begin();
            InputStream broken = new ExactInputStream(new ByteArrayInputStream(bytes(7 << 20)), 8 << 20);
            assertThatThrownBy(() -> uploads.append(ref, new Chunk(broken, OptionalLong.of(8 << 20), Optional.empty())))
                    .isInstanceOf(IOException.class);
            most = Math.max(most, pool.inUse());
        }
        assertThat(most).isLessThanOrEqualTo(pool.capacity() / 2);
    }

    @Test
    void oneRequestAtATimeSendsBytes() throws Exception {
        byte[] content = bytes(100);
        UploadRef ref = begin();
        var pipe = new PipedInputStream();
        var out = new PipedOutputStream(pipe);
        Chunk slow = new Chunk(pipe, OptionalLong.of(content.length), Optional.empty());
        var first = new FutureTask<>(() -> uploads.append(ref, slow));
        Thread serving = Thread.ofVirtual().start(first);
        out.write(content, 0, 50);
        out.flush();
        await().until(() -> pipe.available() == 0);
        assertThatThrownBy(() -> uploads.append(ref, chunk(content)))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.failure()).isInstanceOf(Failure.UploadInvalid.class));
        uploads.tend();
        out.write(content, 50, 50);
        out.close();
        assertThat(first.get(30, TimeUnit.SECONDS).stored()).isEqualTo(content.length);
        serving.join();
        uploads.finish(ref, Chunk.none(), Digest.of(Algorithm.SHA256, content));
    }

    @Test
    void aTokenIsGoodForItsPrincipalAlone() {
        UploadRef address = begin();
        for (Principal other : List.of(new Principal.Anonymous(), new Principal.User("alicf"))) {
            assertThatThrownBy(() -> uploads.verify(new UploadAddress(APP, other, address.token())))
                    .isInstanceOf(RegistryException.class);
        }
    }

    @Test
    void closingLeavesWhatIsOpenInTheBucket() throws IOException {
        uploads.append(begin(), chunk(bytes(PART + 1)));
        begin();
        uploads.close();
        assertThat(pending()).isEqualTo(1);
        assertThat(keys()).hasSize(2).allMatch(key -> key.startsWith("uploads/"));
        assertThat(pool.inUse()).isZero();
        assertThat(uploads.size()).isZero();
        assertThatThrownBy(this::begin)
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.UploadMoved.class));
    }
}
