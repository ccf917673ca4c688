package dev.tardigrade.registry.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.UploadId;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import dev.tardigrade.registry.stream.Content;
import dev.tardigrade.registry.stream.PartBuffers;
import dev.tardigrade.registry.stream.SegmentPool;
import dev.tardigrade.registry.stream.Spool;
import dev.tardigrade.registry.upload.sweep.UploadSweep;
import dev.tardigrade.registry.upload.sweep.UploadSweep.Swept;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UploadSweepTest {

    private static final int PART = 8 << 20;
    private static final Duration AGE = Duration.ofDays(7);
    private static final RepositoryName APP = new RepositoryName("app");
    private static final Principal NOBODY = new Principal.Anonymous();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final ObjectStore store = MemoryStorage.open(clock).objects();
    private final BucketLayout layout = new BucketLayout(new KeyPrefix("images/"));
    private final Blobs blobs = new Blobs(
            store,
            layout,
            new Caches(new CacheLimits(1 << 20, Duration.ofMinutes(1))),
            new Leases(store, layout, LeaseTerms.DEFAULT, Pace.steady(clock)),
            clock);

    @TempDir
    private Path spool;

    private Uploads process() {
        PartBuffers buffers = new PartBuffers(new SegmentPool(64), Spool.in(spool), PART, PART, Duration.ofSeconds(10));
        return new Uploads(
                new UploadDestination(store, layout, buffers, blobs),
                new UploadLimits(100, Duration.ofDays(365), AGE),
                Bytes.of("secret".getBytes(UTF_8)),
                new UploadTaker(UUID.randomUUID(), Optional.empty()),
                () -> new UploadId(UUID.randomUUID()),
                clock);
    }

    /** By a replica that has nothing open itself. */
    private Swept sweep() {
        return new UploadSweep(store, layout, process(), AGE, clock).run(false);
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static Chunk chunk(byte[] bytes) {
        return new Chunk(new ByteArrayInputStream(bytes), OptionalLong.of(bytes.length), Optional.empty());
    }

    private static UploadRef begin(Uploads process) {
        return process.verify(new UploadAddress(
                APP, NOBODY, process.open(APP, NOBODY, Algorithm.SHA256).token()));
    }

    private List<String> keys(KeyPrefix prefix) {
        List<String> keys = new ArrayList<>();
        store.list(prefix, object -> keys.add(object.key().value()));
        return keys;
    }

    private int pending() {
        List<Object> pending = new ArrayList<>();
        store.listMultiparts(KeyPrefix.ROOT, pending::add);
        return pending.size();
    }

    @Test
    void whatAKilledProcessHasLeftGoesWhenItIsOldEnough() throws IOException {
        Uploads killed = process();
        killed.append(begin(killed), chunk(bytes(PART + 1)));
        pass(AGE.minusMinutes(1));
        assertThat(sweep()).isEqualTo(new Swept(0, 0, 0));
        pass(Duration.ofMinutes(2));
        assertThat(sweep()).isEqualTo(new Swept(1, 1, 0));
        assertThat(pending()).isZero();
        assertThat(keys(layout.uploads())).isEmpty();
    }

    @Test
    void aDryRunOnlyCounts() throws IOException {
        Uploads killed = process();
        killed.append(begin(killed), chunk(bytes(PART + 1)));
        pass(AGE.plusMinutes(1));
        assertThat(new UploadSweep(store, layout, process(), AGE, clock).run(true))
                .isEqualTo(new Swept(1, 1, 0));
        assertThat(pending()).isEqualTo(1);
        assertThat(keys(layout.uploads())).hasSize(1);
    }

    @Test
    void anUploadThatGoesOnElsewhereStaysHoweverOldItIs() throws IOException {
        Uploads other = process();
        UploadRef ref = begin(other);
        byte[] whole = bytes(PART + 2);
        other.append(ref, chunk(Arrays.copyOf(whole, PART + 1)));
        for (int hour = 0; hour < 24 * 30; hour++) {
            pass(Duration.ofHours(1));
            other.tend();
            if (hour % 24 == 0) {
                assertThat(sweep()).isEqualTo(new Swept(0, 0, 0));
            }
        }
        other.finish(ref, chunk(Arrays.copyOfRange(whole, PART + 1, PART + 2)), Digest.of(Algorithm.SHA256, whole));
        assertThat(blobs.find(APP, Digest.of(Algorithm.SHA256, whole))).isPresent();
    }

    @Test
    void aJournalThatIsWrittenAgainForItsAgeHasAllItsBytes() throws IOException {
        byte[] whole = bytes(100_000);
        Uploads first = process();
        UploadRef ref = begin(first);
        first.append(ref, chunk(Arrays.copyOf(whole, 99_999)));
        first.close();
        Uploads killed = process();
        assertThat(killed.fetch(ref, Set.of())).isEmpty();
        for (int times = 0; times < 3; times++) {
            pass(AGE.dividedBy(2));
            killed.tend();
        }
        assertThat(sweep()).isEqualTo(new Swept(0, 0, 0));

        Uploads third = process();
        assertThat(third.fetch(ref, Set.of())).isEmpty();
        assertThat(third.position(ref).stored()).isEqualTo(99_999);
        Digest digest = Digest.of(Algorithm.SHA256, whole);
        third.finish(ref, chunk(Arrays.copyOfRange(whole, 99_999, whole.length)), digest);
        assertThat(blobs.find(APP, digest)).isPresent();
    }

    @Test
    void anUploadOfOneRequestThatTakesForeverStaysToo() throws IOException {
        Uploads other = process();
        byte[] whole = bytes(3 * PART);
        InputStream slow = new ByteArrayInputStream(whole) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                pass(Duration.ofHours(2));
                other.tend();
                assertThat(sweep().multiparts()).isZero();
                return super.read(target, offset, Math.min(length, 200_000));
            }
        };
        Digest digest = Digest.of(Algorithm.SHA256, whole);
        other.put(APP, digest, new Chunk(slow, OptionalLong.of(whole.length), Optional.empty()));
        assertThat(blobs.find(APP, digest)).isPresent();
        assertThat(keys(layout.uploads())).isEmpty();
    }

    @Test
    void whatIsTakenOverInThisMomentIsNotDropped() throws IOException {
        Uploads killed = process();
        UploadRef ref = begin(killed);
        killed.append(ref, chunk(bytes(PART + 1)));
        pass(AGE.plusMinutes(1));
        Uploads taker = process();
        assertThat(taker.fetch(ref, Set.of())).isEmpty();
        assertThat(sweep()).isEqualTo(new Swept(0, 0, 0));
        assertThat(taker.position(ref).stored()).isEqualTo(PART);
    }

    @Test
    void whatWasSweptCannotBeTakenOver() throws IOException {
        Uploads killed = process();
        UploadRef ref = begin(killed);
        killed.append(ref, chunk(bytes(PART + 1)));
        pass(AGE.plusMinutes(1));
        sweep();
        assertThatThrownBy(() -> process().fetch(ref, Set.of())).isInstanceOf(RegistryException.class);
    }

    @Test
    void whatWasCompletedButNeverPublishedGoes() throws IOException {
        Uploads uploads = process();
        byte[] published = bytes(2 * PART);
        uploads.put(APP, Digest.of(Algorithm.SHA256, published), chunk(published));
        store.put(
                layout.streamedData(new UploadId(UUID.randomUUID())),
                Content.of(bytes(100)),
                Optional.empty(),
                PutMode.CREATE);
        assertThat(sweep()).isEqualTo(new Swept(0, 0, 0));
        pass(AGE.plusMinutes(1));
        assertThat(sweep()).isEqualTo(new Swept(0, 0, 1));
        assertThat(keys(layout.streamed())).hasSize(1);
        try (InputStream in = blobs.open(blobs.require(APP, Digest.of(Algorithm.SHA256, published)))) {
            assertThat(in.readAllBytes()).isEqualTo(published);
        }
    }

    @Test
    void whatOnlyAMembershipNamesStays() throws IOException {
        Uploads uploads = process();
        byte[] published = bytes(2 * PART);
        Digest digest = Digest.of(Algorithm.SHA256, published);
        uploads.put(APP, digest, chunk(published));
        store.delete(layout.blobRecord(digest));
        pass(AGE.plusMinutes(1));
        assertThat(sweep()).isEqualTo(new Swept(0, 0, 0));
        assertThat(keys(layout.streamed())).hasSize(1);
    }

    @Test
    void whereARecordCannotBeReadNothingIsRemoved() throws IOException {
        store.put(
                layout.streamedData(new UploadId(UUID.randomUUID())),
                Content.of(bytes(100)),
                Optional.empty(),
                PutMode.CREATE);
        store.put(
                layout.blobRecord(Digest.of(Algorithm.SHA256, bytes(1))),
                Content.of("damaged".getBytes(UTF_8)),
                Optional.empty(),
                PutMode.CREATE);
        pass(AGE.plusMinutes(1));
        assertThatThrownBy(this::sweep).isInstanceOf(RegistryException.class);
        assertThat(keys(layout.streamed())).hasSize(1);
    }

    @Test
    void notesOfTakeoversGoWhenTheyAreOld() throws IOException {
        Uploads killed = process();
        UploadRef ref = begin(killed);
        killed.append(ref, chunk(bytes(PART + 1)));
        Uploads taker = process();
        assertThat(taker.fetch(ref, Set.of())).isEmpty();
        taker.cancel(ref);
        assertThat(keys(layout.uploads())).hasSize(1);
        sweep();
        assertThat(keys(layout.uploads())).hasSize(1);
        pass(AGE.plusMinutes(1));
        sweep();
        assertThat(keys(layout.uploads())).isEmpty();
    }
}
