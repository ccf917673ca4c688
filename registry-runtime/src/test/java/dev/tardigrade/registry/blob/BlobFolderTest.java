package dev.tardigrade.registry.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.registry.model.ByteRange;
import dev.tardigrade.registry.model.Digest;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlobFolderTest {

    private static final int SIZE = 4 << 20;
    private static final ByteRange WHOLE = new ByteRange(0, SIZE - 1);

    private final byte[] blob = noise(SIZE);
    private final Digest digest = Digest.of(Digest.Algorithm.SHA256, blob);
    private final AtomicInteger reads = new AtomicInteger();

    @TempDir
    private Path directory;

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private BlobFolder folder(long bytes) throws IOException {
        return BlobFolder.open(new FolderLimits(directory, bytes));
    }

    private InputStream store(ByteRange range) {
        reads.incrementAndGet();
        return new ByteArrayInputStream(blob, (int) range.first(), (int) range.length());
    }

    private byte[] read(BlobFolder folder) throws IOException {
        try (InputStream in = folder.open(digest, SIZE, WHOLE, this::store)) {
            return in.readAllBytes();
        }
    }

    private Digest digestOf(BlobFolder folder) throws IOException {
        MessageDigest hash = Digest.Algorithm.SHA256.newHash();
        try (InputStream in = new DigestInputStream(folder.open(digest, SIZE, WHOLE, this::store), hash)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Digest.finish(Digest.Algorithm.SHA256, hash);
    }

    private Path file(Digest kept) {
        return directory.resolve("sha256-" + kept.hex());
    }

    private void keep(BlobFolder folder) throws IOException {
        assertThat(read(folder)).isEqualTo(blob);
        await().until(() -> Files.exists(file(digest)));
    }

    @Test
    void aHundredColdReadersMakeOneReadOfTheStore() throws IOException, InterruptedException, ExecutionException {
        BlobFolder folder = folder(2L * SIZE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Digest>> readers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                readers.add(threads.submit(() -> digestOf(folder)));
            }
            for (Future<Digest> reader : readers) {
                assertThat(reader.get()).isEqualTo(digest);
            }
        }
        assertThat(reads).hasValue(1);
    }

    @Test
    void followersSeeBytesBeforeTheLastOneHasArrived() throws IOException {
        BlobFolder folder = folder(2L * SIZE);
        try (PipedInputStream slow = new PipedInputStream(1 << 20);
                OutputStream feed = new PipedOutputStream(slow)) {
            feed.write(blob, 0, 1000);
            feed.flush();
            try (InputStream first = folder.open(digest, SIZE, WHOLE, _ -> slow);
                    InputStream second = folder.open(digest, SIZE, WHOLE, this::store)) {
                assertThat(first.readNBytes(1000)).isEqualTo(Arrays.copyOf(blob, 1000));
                assertThat(second.readNBytes(1000)).isEqualTo(Arrays.copyOf(blob, 1000));
                assertThat(reads).hasValue(0);
            }
        }
    }

    @Test
    void ofManyBlobsThatNobodyReadsAnyMoreOnlySomeAreFetchedToTheEnd() throws IOException {
        BlobFolder folder = folder(100L * SIZE);
        CountDownLatch left = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger closed = new AtomicInteger();
        for (int i = 0; i < 12; i++) {
            byte[] content = noise(SIZE + i);
            InputStream source = new FilterInputStream(new ByteArrayInputStream(content)) {

                private int pieces;

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    try {
                        left.await();
                        if (pieces++ == 2) {
                            end.await();
                        }
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return super.read(buffer, offset, length);
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
            ByteRange whole = new ByteRange(0, content.length - 1);
            folder.open(Digest.of(Digest.Algorithm.SHA256, content), content.length, whole, _ -> source)
                    .close();
        }
        left.countDown();
        await().untilAsserted(() -> assertThat(closed).hasValue(4));
        end.countDown();
        await().untilAsserted(() -> assertThat(directory).isDirectoryNotContaining("glob:**.filling"));
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(8);
        }
    }

    @Test
    void aFillThatFailsLeavesItsReadersToTheStore() throws IOException {
        BlobFolder folder = folder(2L * SIZE);
        AtomicInteger opened = new AtomicInteger();
        try (InputStream in = folder.open(digest, SIZE, WHOLE, range -> {
            boolean broken = opened.getAndIncrement() == 0;
            return broken ? new ByteArrayInputStream(blob, 0, SIZE / 2) : store(range);
        })) {
            assertThat(in.readAllBytes()).isEqualTo(blob);
        }
        assertThat(opened).hasValue(2);
        assertThat(directory).isEmptyDirectory();
        assertThat(folder.bytes()).isZero();
    }

    @Test
    void bytesOfAnotherDigestAreNotKept() throws IOException {
        BlobFolder folder = folder(2L * SIZE);
        byte[] other = blob.clone();
        other[0]++;
        try (InputStream in = folder.open(digest, SIZE, WHOLE, _ -> new ByteArrayInputStream(other))) {
            assertThat(in.readAllBytes()).hasSize(SIZE);
        }
        await().untilAsserted(() -> assertThat(directory).isEmptyDirectory());
    }

    @Test
    void rangesAreReadFromWhatIsKept() throws IOException {
        BlobFolder folder = folder(2L * SIZE);
        keep(folder);
        try (InputStream in = folder.open(digest, SIZE, new ByteRange(SIZE - 10, SIZE - 1), this::store)) {
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(blob, SIZE - 10, SIZE));
        }
        assertThat(reads).hasValue(1);
    }

    @Test
    void aRangeOfWhatIsNotKeptIsReadAloneAndNotKept() throws IOException {
        BlobFolder folder = folder(2L * SIZE);
        try (InputStream in = folder.open(digest, SIZE, new ByteRange(5, 9), this::store)) {
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(blob, 5, 10));
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatAnEarlierProcessCompletedIsFoundAndWhatItBeganIsRemoved() throws IOException {
        keep(folder(2L * SIZE));
        Path begun = Files.write(directory.resolve("x.filling"), new byte[100]);
        BlobFolder folder = folder(2L * SIZE);
        assertThat(read(folder)).isEqualTo(blob);
        assertThat(reads).hasValue(1);
        assertThat(folder.bytes()).isEqualTo(SIZE);
        assertThat(begun).doesNotExist();
    }

    @Test
    void whatWasUsedLeastLatelyMakesRoom() throws IOException {
        BlobFolder folder = folder(SIZE + 100L);
        keep(folder);
        byte[] other = noise(200);
        Digest another = Digest.of(Digest.Algorithm.SHA256, other);
        try (InputStream in = folder.open(another, 200, new ByteRange(0, 199), _ -> new ByteArrayInputStream(other))) {
            assertThat(in.readAllBytes()).isEqualTo(other);
        }
        await().until(() -> Files.exists(file(another)));
        assertThat(file(digest)).doesNotExist();
        assertThat(folder.bytes()).isEqualTo(200);
    }

    @Test
    void aBlobThatDoesNotFitGoesPastTheFolder() throws IOException {
        BlobFolder folder = folder(SIZE - 1L);
        assertThat(read(folder)).isEqualTo(blob);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aStoreThatCannotBeReadIsToldBeforeAnyByte() throws IOException {
        BlobFolder folder = folder(2L * SIZE);
        assertThatThrownBy(() -> folder.open(digest, SIZE, WHOLE, _ -> {
                    throw new IOException("broken");
                }))
                .hasMessage("broken");
        assertThat(directory).isEmptyDirectory();
        assertThat(read(folder)).isEqualTo(blob);
    }
}
