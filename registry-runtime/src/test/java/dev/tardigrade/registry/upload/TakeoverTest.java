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
import dev.tardigrade.registry.model.ReplicaAddress;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.UploadId;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.MultipartUpload;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import dev.tardigrade.registry.stream.Content;
import dev.tardigrade.registry.stream.PartBuffers;
import dev.tardigrade.registry.stream.SegmentPool;
import dev.tardigrade.registry.stream.Spool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two processes on one bucket. The second one can do whatever the first one has left it. */
final class TakeoverTest {

    private static final int PART = 8 << 20;
    private static final RepositoryName APP = new RepositoryName("app");
    private static final Principal ALICE = new Principal.User("alice");
    private static final ReplicaAddress ADDRESS = new ReplicaAddress("10.0.0.1", 5002);
    private static final ReplicaAddress OTHER_ADDRESS = new ReplicaAddress("10.0.0.2", 5002);

    private final Clock clock = Clock.systemUTC();
    private final ObjectStore store = MemoryStorage.open(clock).objects();
    private final BucketLayout layout = new BucketLayout(KeyPrefix.ROOT);
    private final SegmentPool pool = new SegmentPool(64);
    private final Blobs blobs = new Blobs(
            store,
            layout,
            new Caches(new CacheLimits(1 << 20, Duration.ofMinutes(1))),
            new Leases(store, layout, LeaseTerms.DEFAULT, Pace.steady(clock)),
            clock);

    @TempDir
    private Path spool;

    private Uploads process(ReplicaAddress address) {
        PartBuffers buffers = new PartBuffers(pool, Spool.in(spool), PART, PART, Duration.ofSeconds(10));
        return new Uploads(
                new UploadDestination(store, layout, buffers, blobs),
                UploadLimits.DEFAULT,
                Bytes.of("secret".getBytes(UTF_8)),
                new UploadTaker(UUID.randomUUID(), Optional.of(address)),
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

    private static Chunk rest(byte[] whole, long from) {
        return chunk(Arrays.copyOfRange(whole, (int) from, whole.length));
    }

    private static UploadRef begin(Uploads process) {
        return process.verify(new UploadAddress(
                APP, ALICE, process.open(APP, ALICE, Algorithm.SHA256).token()));
    }

    private static long fetch(Uploads process, UploadRef ref) {
        assertThat(process.fetch(ref, Set.of(ADDRESS, OTHER_ADDRESS))).isEmpty();
        return process.position(ref).stored();
    }

    private void assertServed(byte[] content) throws IOException {
        try (InputStream in = blobs.open(blobs.require(APP, Digest.of(Algorithm.SHA256, content)))) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
    }

    private static void assertUnknown(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.failure()).isInstanceOf(Failure.UploadUnknown.class));
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

    private int storedParts() {
        List<MultipartUpload.Part> parts = new ArrayList<>();
        store.listMultiparts(
                KeyPrefix.ROOT,
                upload -> parts.addAll(
                        store.resumeMultipart(upload.key(), upload.id()).parts()));
        return parts.size();
    }

    @Test
    void whatHasLeftSinceItWasSeenHereHasMovedAndIsFoundAgain() throws IOException {
        Uploads process = process(ADDRESS);
        UploadRef ref = begin(process);
        byte[] content = bytes(1000);
        Digest digest = Digest.of(Algorithm.SHA256, content);
        assertThat(process.isHere(ref)).isTrue();
        process.drain();
        assertThatThrownBy(() -> process.finish(ref, chunk(content), digest))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.UploadMoved.class));
        assertThat(fetch(process, ref)).isZero();
        process.finish(ref, chunk(content), digest);
        assertServed(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1024, (5 << 20) - 1, 5 << 20, PART - 1, PART, PART + 1, 2 * PART + 1024, 3 * PART})
    void nothingIsLostByAStop(int sent) throws IOException {
        byte[] whole = bytes(sent + 1024);
        Uploads first = process(ADDRESS);
        UploadRef ref = begin(first);
        first.append(ref, chunk(Arrays.copyOf(whole, sent)));
        first.close();
        Uploads second = process(OTHER_ADDRESS);
        assertThat(fetch(second, ref)).isEqualTo(sent);
        second.finish(ref, rest(whole, sent), Digest.of(Algorithm.SHA256, whole));
        assertServed(whole);
        assertThat(pool.inUse()).isZero();
        assertThat(pending()).isZero();
        assertThat(keys()).noneMatch(key -> key.matches("uploads/[^/]+"));
    }

    @Test
    void anUploadSurvivesManyStopsBetweenChunksOfOneKibibyte() throws IOException {
        byte[] whole = bytes(40 << 10);
        Uploads process = process(ADDRESS);
        UploadRef ref = begin(process);
        for (int at = 0; at < whole.length; at += 1024) {
            if (at % (8 << 10) == 0) {
                process.close();
                process = process(at % (16 << 10) == 0 ? ADDRESS : OTHER_ADDRESS);
                assertThat(fetch(process, ref)).isEqualTo(at);
            }
            process.append(ref, chunk(Arrays.copyOfRange(whole, at, at + 1024)));
        }
        process.finish(ref, Chunk.none(), Digest.of(Algorithm.SHA256, whole));
        assertServed(whole);
    }

    @Test
    void afterAKillAnUploadGoesOnAfterItsLastPart() throws IOException {
        byte[] whole = bytes(3 * PART + 5);
        Uploads killed = process(ADDRESS);
        UploadRef ref = begin(killed);
        killed.append(ref, chunk(Arrays.copyOf(whole, 2 * PART + 77)));
        await("the parts are on their way").until(() -> storedParts() == 2);
        Uploads second = process(OTHER_ADDRESS);
        long stored = fetch(second, ref);
        assertThat(stored).isEqualTo(2L * PART);
        second.finish(ref, rest(whole, stored), Digest.of(Algorithm.SHA256, whole));
        assertServed(whole);
    }

    @Test
    void afterAKillBeforeTheFirstPartAnUploadIsUnknown() throws IOException {
        Uploads killed = process(ADDRESS);
        UploadRef ref = begin(killed);
        killed.append(ref, chunk(bytes(PART)));
        assertUnknown(() -> process(OTHER_ADDRESS).fetch(ref, Set.of(ADDRESS)));
        assertThat(keys()).isEmpty();
    }

    @Test
    void whatWasTakenOverIsNeverTrusted() throws IOException {
        byte[] whole = bytes(2 * PART);
        Uploads first = process(ADDRESS);
        UploadRef ref = begin(first);
        first.append(ref, chunk(Arrays.copyOf(whole, PART + 1)));
        first.close();
        Uploads second = process(OTHER_ADDRESS);
        fetch(second, ref);
        byte[] other = bytes(2 * PART + 1);
        assertThatThrownBy(
                        () -> second.finish(ref, rest(other, PART + 2), Digest.of(Algorithm.SHA256, bytes(2 * PART))))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.failure()).isInstanceOf(Failure.DigestInvalid.class));
        assertThat(blobs.find(APP, Digest.of(Algorithm.SHA256, whole))).isEmpty();
    }

    @Test
    void whoKnowsADigestIsNotGivenTheBlobForOtherBytes() throws IOException {
        byte[] secret = bytes(2 * PART);
        Digest digest = Digest.of(Algorithm.SHA256, secret);
        Uploads first = process(ADDRESS);
        first.put(new RepositoryName("private"), digest, chunk(secret));
        UploadRef ref = begin(first);
        first.append(ref, chunk(new byte[PART + 1]));
        first.close();
        Uploads second = process(OTHER_ADDRESS);
        fetch(second, ref);
        assertThatThrownBy(() -> second.finish(ref, chunk(new byte[PART - 1]), digest))
                .isInstanceOf(RegistryException.class);
        assertThat(blobs.find(APP, digest)).isEmpty();
    }

    @Test
    void theOldOwnerCannotGoOn() throws IOException {
        byte[] whole = bytes(3 * PART + 5);
        Uploads old = process(ADDRESS);
        UploadRef ref = begin(old);
        old.append(ref, chunk(Arrays.copyOf(whole, PART + 77)));
        Uploads second = process(OTHER_ADDRESS);
        long stored = fetch(second, ref);
        assertUnknown(() -> old.append(ref, chunk(bytes(2 * PART))));
        second.finish(ref, rest(whole, stored), Digest.of(Algorithm.SHA256, whole));
        assertServed(whole);
    }

    @Test
    void theOldOwnerCannotFinish() throws IOException {
        byte[] whole = bytes(2 * PART + 5);
        Uploads old = process(ADDRESS);
        UploadRef ref = begin(old);
        old.append(ref, chunk(Arrays.copyOf(whole, PART + 77)));
        Uploads second = process(OTHER_ADDRESS);
        long stored = fetch(second, ref);
        assertUnknown(() -> old.finish(ref, rest(whole, PART + 77), Digest.of(Algorithm.SHA256, whole)));
        second.finish(ref, rest(whole, stored), Digest.of(Algorithm.SHA256, whole));
        assertServed(whole);
    }

    @Test
    void theOldOwnerDoesNotDropWhatIsGoneOnWith() throws IOException {
        byte[] whole = bytes(2 * PART + 5);
        Uploads old = process(ADDRESS);
        UploadRef ref = begin(old);
        old.append(ref, chunk(Arrays.copyOf(whole, PART + 77)));
        Uploads second = process(OTHER_ADDRESS);
        long stored = fetch(second, ref);
        old.cancel(ref);
        assertThat(pending()).isEqualTo(1);
        second.finish(ref, rest(whole, stored), Digest.of(Algorithm.SHA256, whole));
        assertServed(whole);
    }

    @Test
    void whoIsAskedLaterIsSentToWhoTookOver() throws IOException {
        Uploads killed = process(ADDRESS);
        UploadRef ref = begin(killed);
        killed.append(ref, chunk(bytes(PART + 77)));
        fetch(process(OTHER_ADDRESS), ref);
        Uploads third = process(new ReplicaAddress("10.0.0.3", 5002));
        assertThat(third.fetch(ref, Set.of(ADDRESS))).contains(OTHER_ADDRESS);
        assertThat(fetch(third, ref)).isEqualTo(PART);
    }

    @Test
    void whatWasDroppedCannotBeTakenOver() throws IOException {
        Uploads first = process(ADDRESS);
        UploadRef ref = begin(first);
        first.append(ref, chunk(bytes(PART + 77)));
        first.cancel(ref);
        assertThat(pending()).isZero();
        assertUnknown(() -> process(OTHER_ADDRESS).fetch(ref, Set.of(ADDRESS)));
    }

    @Test
    void whereAPartWasLostTheUploadIsUnknown() throws IOException {
        Uploads killed = process(ADDRESS);
        UploadRef ref = begin(killed);
        killed.append(ref, chunk(bytes(PART + 77)));
        store.listMultiparts(KeyPrefix.ROOT, upload -> {
            var parts = store.resumeMultipart(upload.key(), upload.id());
            parts.put(3, Content.of(bytes(PART)));
        });
        assertUnknown(() -> process(OTHER_ADDRESS).fetch(ref, Set.of(ADDRESS)));
    }

    @Test
    void whatWasCompletedButNotPublishedIsPublishedByTheRetry() throws IOException {
        byte[] whole = bytes(2 * PART + 5);
        Uploads killed = process(ADDRESS);
        UploadRef ref = begin(killed);
        killed.append(ref, chunk(Arrays.copyOf(whole, PART + 77)));
        Uploads second = process(OTHER_ADDRESS);
        long stored = fetch(second, ref);
        store.listMultiparts(KeyPrefix.ROOT, upload -> {
            var parts = store.resumeMultipart(upload.key(), upload.id());
            var last = Arrays.copyOfRange(whole, (int) stored, whole.length);
            parts.put(2, Content.of(last));
            parts.complete(parts.parts(), PutMode.CREATE);
        });
        Uploads third = process(new ReplicaAddress("10.0.0.3", 5002));
        assertThat(fetch(third, ref)).isEqualTo(whole.length);
        assertThatThrownBy(() -> third.append(ref, chunk(bytes(1))))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.failure()).isInstanceOf(Failure.ChunkOutOfOrder.class));
        third.finish(ref, Chunk.none(), Digest.of(Algorithm.SHA256, whole));
        assertServed(whole);
    }

    @ParameterizedTest
    @EnumSource
    void anUploadThatWasTakenOverMayHaveAnyDigest(Algorithm algorithm) throws IOException {
        byte[] whole = bytes(2 * PART + 5);
        Uploads first = process(ADDRESS);
        UploadRef ref = begin(first);
        first.append(ref, chunk(Arrays.copyOf(whole, PART + 1)));
        first.close();
        Uploads second = process(OTHER_ADDRESS);
        fetch(second, ref);
        Digest digest = Digest.of(algorithm, whole);
        second.finish(ref, rest(whole, PART + 1), digest);
        assertThat(blobs.find(APP, digest)).isPresent();
    }

    @Test
    void anUploadOfOneRequestLeavesNoJournal() throws IOException {
        byte[] whole = bytes(2 * PART + 5);
        Uploads process = process(ADDRESS);
        UploadRef ref = begin(process);
        Chunk watched = new Chunk(
                new WatchedStream(whole, this::assertNoJournal), OptionalLong.of(whole.length), Optional.empty());
        process.finish(ref, watched, Digest.of(Algorithm.SHA256, whole));
        assertServed(whole);
    }

    private void assertNoJournal() {
        assertThat(keys()).noneMatch(key -> key.startsWith("uploads/"));
    }

    /** Checks something once all is read. */
    private static final class WatchedStream extends ByteArrayInputStream {

        private final Runnable atEnd;

        WatchedStream(byte[] bytes, Runnable atEnd) {
            super(bytes);
            this.atEnd = atEnd;
        }

        @Override
        public synchronized int read(byte[] bytes, int offset, int length) {
            int count = super.read(bytes, offset, length);
            if (count < 0) {
                atEnd.run();
            }
            return count;
        }
    }

    @Test
    void ofTwoThatTakeOverAtATimeOneHasIt() throws Exception {
        Uploads killed = process(ADDRESS);
        UploadRef ref = begin(killed);
        killed.append(ref, chunk(bytes(PART + 77)));
        List<Uploads> takers = List.of(process(OTHER_ADDRESS), process(new ReplicaAddress("10.0.0.3", 5002)));
        List<Thread> threads = takers.stream()
                .map(taker -> Thread.ofVirtual().start(() -> taker.fetch(ref, Set.of(ADDRESS))))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(takers.stream().filter(taker -> taker.isHere(ref))).hasSize(1);
        assertThat(store.head(new ObjectKey("uploads/" + ref.upload() + "/1"))).isPresent();
    }
}
