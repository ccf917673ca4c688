package dev.tardigrade.registry.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolTest {

    @TempDir
    private Path folder;

    @Test
    void filesTakeRoomUntilTheyAreClosed() {
        var spool = new Spool(folder, 100);
        var one = SpoolFile.open(spool);
        one.append(new byte[50], 50);
        assertThat(spool.isShort()).isFalse();
        one.append(new byte[10], 10);
        assertThat(spool.isShort()).isTrue();

        var two = SpoolFile.open(spool);
        assertThatThrownBy(() -> two.append(new byte[41], 41))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.failure())
                                .isInstanceOfSatisfying(
                                        Failure.Overloaded.class,
                                        full -> assertThat(full.message()).contains(folder.toString())));
        two.append(new byte[40], 40);

        one.close();
        one.close();
        assertThat(spool.hasRoom(60)).isTrue();
        assertThat(spool.hasRoom(61)).isFalse();
        two.close();
        assertThat(spool.hasRoom(100)).isTrue();
    }

    @Test
    void roomIsReservedForAllOrForNothing() {
        var spool = new Spool(folder, 100);
        var one = SpoolFile.open(spool);
        var two = SpoolFile.open(spool);
        assertThat(one.reserve(60)).isTrue();
        assertThat(two.reserve(60)).isFalse();
        two.append(new byte[40], 40);
        one.append(new byte[50], 50);
        one.append(new byte[10], 10);
        assertThatThrownBy(() -> one.append(new byte[1], 1)).isInstanceOf(RegistryException.class);
        two.close();
        assertThat(two.reserve(40)).isTrue();
        two.close();
        one.close();
        assertThat(spool.hasRoom(100)).isTrue();
    }

    @Test
    void anInterruptLosesNothing() throws IOException {
        try (var file = SpoolFile.open(new Spool(folder, 100))) {
            byte[] read = new byte[6];
            Thread.currentThread().interrupt();
            try {
                file.append(new byte[] {1, 2, 3, 4}, 4);
                file.append(new byte[] {5, 6, 7}, 2);
                file.read(0, read, 0, 6);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(read).containsExactly(1, 2, 3, 4, 5, 6);
            file.read(3, read, 0, 2);
            assertThat(read).startsWith(4, 5);
        }
    }

    /** Where both of them saw room for one, the other would have failed half way. */
    @Test
    void ofTwoThatParkAtOnceOneStaysInMemoryWhole() throws Exception {
        byte[] bytes = new byte[3 * SegmentPool.SEGMENT_BYTES - 1];
        new Random(1).nextBytes(bytes);
        for (int round = 0; round < 20; round++) {
            var pool = new SegmentPool(6);
            var buffers = new PartBuffers(pool, new Spool(folder, 4L << 20));
            try (var one = buffers.open();
                    var two = buffers.open()) {
                one.fill(new ByteArrayInputStream(bytes));
                two.fill(new ByteArrayInputStream(bytes));
                var start = new CyclicBarrier(2);
                CompletableFuture.allOf(parked(one, start), parked(two, start)).join();
                assertThat(pool.inUse()).isEqualTo(3);
                try (var first = one.content().openExactly();
                        var second = two.content().openExactly()) {
                    assertThat(first.readAllBytes()).isEqualTo(bytes);
                    assertThat(second.readAllBytes()).isEqualTo(bytes);
                }
            }
            assertThat(pool.inUse()).isZero();
        }
    }

    private static CompletableFuture<Void> parked(PartBuffer part, CyclicBarrier start) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        start.await();
                    } catch (InterruptedException | BrokenBarrierException e) {
                        throw new IllegalStateException(e);
                    }
                    part.park();
                },
                Thread::startVirtualThread);
    }

    @Test
    void whatCannotBeParkedStaysInMemory() throws Exception {
        var pool = new SegmentPool(1);
        try (var part = new PartBuffers(pool, new Spool(folder, 1)).open()) {
            part.fill(new ByteArrayInputStream(new byte[1000]));
            part.park();
            assertThat(pool.inUse()).isEqualTo(1);
        }
    }
}
