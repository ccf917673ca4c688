package dev.tardigrade.registry.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.stream.PartBuffer.Filled;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartBufferTest {

    private static final int MIB = SegmentPool.SEGMENT_BYTES;

    @TempDir
    private Path spool;

    private PartBuffers buffers(SegmentPool pool) {
        return new PartBuffers(pool, Spool.in(spool), 6L * MIB, 3L * MIB, Duration.ofMillis(1));
    }

    @Test
    void whatWentInComesOutAsOftenAsItIsOpened() throws IOException {
        byte[] bytes = noise(2 * MIB + 5);
        try (PartBuffer part = buffers(new SegmentPool(8)).open()) {
            assertThat(part.fill(new ByteArrayInputStream(bytes))).isEqualTo(Filled.SOURCE_ENDED);
            assertThat(part.size()).isEqualTo(bytes.length);
            assertThat(read(part)).isEqualTo(bytes);
            assertThat(read(part)).isEqualTo(bytes);
        }
    }

    @Test
    void manySmallSourcesFillOnePart() throws IOException {
        byte[] bytes = noise(3000);
        try (PartBuffer part = buffers(new SegmentPool(8)).open()) {
            for (int at = 0; at < bytes.length; at += 1000) {
                part.fill(new ByteArrayInputStream(bytes, at, 1000));
            }
            assertThat(read(part)).isEqualTo(bytes);
        }
    }

    @Test
    void aPartIsCutAtItsFullSizeAndTheRestIsLeftInTheSource() throws IOException {
        byte[] bytes = noise(6 * MIB + 7);
        var in = new ByteArrayInputStream(bytes);
        try (PartBuffer part = buffers(new SegmentPool(8)).open()) {
            assertThat(part.fill(in)).isEqualTo(Filled.CUT);
            assertThat(part.size()).isEqualTo(6L * MIB);
            assertThat(in.available()).isEqualTo(7);
        }
    }

    @Test
    void whenThePoolIsUsedUpALargePartIsCutEarly() throws IOException {
        byte[] bytes = noise(6 * MIB);
        try (PartBuffer part = buffers(new SegmentPool(4)).open()) {
            assertThat(part.fill(new ByteArrayInputStream(bytes))).isEqualTo(Filled.CUT);
            assertThat(part.size()).isEqualTo(4L * MIB);
        }
    }

    @Test
    void whenThePoolIsUsedUpASmallPartIsSpooledUntilItMayBeCut() throws IOException {
        byte[] bytes = noise(6 * MIB);
        var pool = new SegmentPool(1);
        try (PartBuffer part = buffers(pool).open()) {
            assertThat(part.fill(new ByteArrayInputStream(bytes))).isEqualTo(Filled.CUT);
            assertThat(part.size()).isEqualTo(3L * MIB);
            assertThat(read(part)).isEqualTo(Arrays.copyOf(bytes, 3 * MIB));
            assertThat(pool.inUse()).isEqualTo(1);
        }
    }

    @Test
    void closingGivesAllMemoryBack() throws IOException {
        var pool = new SegmentPool(4);
        PartBuffer part = buffers(pool).open();
        part.fill(new ByteArrayInputStream(noise(3 * MIB)));
        part.close();
        part.close();
        assertThat(pool.inUse()).isZero();
    }

    @Test
    void aParkedPartGivesItsMemoryBackWhenThePoolIsShortAndCanGoOn() throws IOException {
        byte[] bytes = noise(2 * MIB + 100);
        var pool = new SegmentPool(3);
        try (PartBuffer part = buffers(pool).open()) {
            part.fill(new ByteArrayInputStream(bytes, 0, MIB + 50));
            part.park();
            assertThat(pool.inUse()).isZero();
            part.fill(new ByteArrayInputStream(bytes, MIB + 50, MIB + 50));
            part.park();
            assertThat(read(part)).isEqualTo(bytes);
        }
    }

    @Test
    void aParkedPartStaysInMemoryWhereThereIsPlenty() throws IOException {
        var pool = new SegmentPool(8);
        try (PartBuffer part = buffers(pool).open()) {
            part.fill(new ByteArrayInputStream(noise(100)));
            part.park();
            assertThat(pool.inUse()).isEqualTo(1);
        }
    }

    @Test
    void whatWasReadBeforeTheSourceBrokeIsKept() {
        try (PartBuffer part = buffers(new SegmentPool(8)).open()) {
            assertThatThrownBy(() -> part.fill(new SequenceInputStream(
                            new ByteArrayInputStream(noise(500)),
                            new ExactInputStream(InputStream.nullInputStream(), 1))))
                    .isInstanceOf(IOException.class);
            assertThat(part.size()).isEqualTo(500);
        }
    }

    @Test
    void aSpoolFolderThatFailsIsSaidToBeTheCause() throws IOException {
        var pool = new SegmentPool(1);
        Path gone = Files.createDirectory(spool.resolve("gone"));
        try (PartBuffer part = new PartBuffers(pool, Spool.in(gone), 6L * MIB, 3L * MIB, Duration.ZERO).open()) {
            Files.delete(gone);
            assertThatThrownBy(() -> part.fill(new ByteArrayInputStream(noise(2 * MIB))))
                    .isInstanceOfSatisfying(
                            RegistryException.class,
                            e -> assertThat(e.failure()).isInstanceOf(Failure.StorageUnavailable.class))
                    .hasMessageContaining(gone.toString());
        }
        assertThat(pool.inUse()).isZero();
    }

    @Test
    void partsOfALongUploadAreLargerAndNeverLargerThanASegmentOfStorj() {
        PartBuffers small = new PartBuffers(new SegmentPool(1), Spool.in(spool), PartBuffers.CUT_BYTES);
        assertThat(small.open(0).capacity()).isEqualTo(8L << 20);
        assertThat(small.open(512L << 20).capacity()).isEqualTo(8L << 20);
        assertThat(small.open(1L << 30).capacity()).isEqualTo(16L << 20);
        assertThat(small.open(1L << 40).capacity()).isEqualTo(PartBuffers.FULL_BYTES);
        assertThat(new PartBuffers(new SegmentPool(1), Spool.in(spool)).open(0).capacity())
                .isEqualTo(PartBuffers.FULL_BYTES);
    }

    @Test
    void aSpoolLeavesNoFileBehind() throws IOException {
        try (PartBuffer part = buffers(new SegmentPool(1)).open();
                var names = Files.list(spool)) {
            part.fill(new ByteArrayInputStream(noise(3 * MIB)));
            assertThat(names).isEmpty();
        }
    }

    private static byte[] read(PartBuffer part) throws IOException {
        try (InputStream in = part.content().openExactly()) {
            return in.readAllBytes();
        }
    }

    private static byte[] noise(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
