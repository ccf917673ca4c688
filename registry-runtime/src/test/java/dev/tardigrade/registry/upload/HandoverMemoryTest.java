package dev.tardigrade.registry.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.UploadId;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.filesystem.FileStorage;
import dev.tardigrade.registry.stream.PartBuffers;
import dev.tardigrade.registry.stream.SegmentPool;
import dev.tardigrade.registry.stream.Spool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Uploads that are put into the bucket and come back, all at once, with far more bytes than there is memory. */
final class HandoverMemoryTest {

    private static final int UPLOADS = 12;

    /** Less than a part, so that all of it is handed over in the journal. */
    private static final int SIZE = 4 << 20;

    private static final RepositoryName APP = new RepositoryName("app");
    private static final Principal ALICE = new Principal.User("alice");

    private static Uploads process(ObjectStore store, Path spool) {
        Clock clock = Clock.systemUTC();
        BucketLayout layout = new BucketLayout(KeyPrefix.ROOT);
        Blobs blobs = new Blobs(
                store,
                layout,
                new Caches(new CacheLimits(1 << 20, Duration.ofMinutes(1))),
                new Leases(store, layout, LeaseTerms.DEFAULT, Pace.steady(clock)),
                clock);
        PartBuffers buffers = new PartBuffers(
                new SegmentPool(2),
                Spool.in(spool),
                PartBuffers.CUT_BYTES,
                PartBuffers.CUT_BYTES,
                Duration.ofMillis(1));
        return new Uploads(
                new UploadDestination(store, layout, buffers, blobs),
                UploadLimits.DEFAULT,
                Bytes.of("secret".getBytes(UTF_8)),
                new UploadTaker(UUID.randomUUID(), Optional.empty()),
                () -> new UploadId(UUID.randomUUID()),
                clock);
    }

    private static Chunk chunk(byte[] bytes) {
        InputStream in = new ByteArrayInputStream(bytes);
        return new Chunk(in, OptionalLong.of(bytes.length), Optional.empty());
    }

    private static UploadRef begin(Uploads process, byte[] whole) throws IOException {
        UploadRef ref = process.verify(new UploadAddress(
                APP, ALICE, process.open(APP, ALICE, Algorithm.SHA256).token()));
        process.append(ref, chunk(whole));
        return ref;
    }

    /** What the test below runs with a small heap. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Path spool = Files.createDirectory(folder.resolve("spool"));
        byte[] whole = new byte[SIZE];
        Digest digest = Digest.of(Algorithm.SHA256, whole);
        Path bucket = Files.createDirectory(folder.resolve("bucket"));
        try (ObjectStore store = FileStorage.open(bucket, Clock.systemUTC()).objects()) {
            Uploads first = process(store, spool);
            List<UploadRef> refs = new ArrayList<>();
            for (int i = 0; i < UPLOADS; i++) {
                refs.add(begin(first, whole));
            }
            first.close();

            Uploads second = process(store, spool);
            fetchAtOnce(second, refs);
            long stored = refs.stream()
                    .mapToLong(ref -> second.position(ref).stored())
                    .sum();
            for (UploadRef ref : refs) {
                second.finish(ref, Chunk.none(), digest);
            }
            System.out.print(stored);
        }
    }

    private static void fetchAtOnce(Uploads process, List<UploadRef> refs) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Object>> calls = refs.stream()
                    .<Callable<Object>>map(ref -> () -> process.fetch(ref, Set.of()))
                    .toList();
            for (Future<Object> each : threads.invokeAll(calls)) {
                each.get();
            }
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void fortyEightMebibytesAreHandedOverInAHeapOfThirtyTwo(@TempDir Path folder) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HandoverMemoryTest.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                    .endsWith(Integer.toString(UPLOADS * SIZE));
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
