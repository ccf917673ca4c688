package dev.tardigrade.registry.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tardigrade.registry.stream.PartBuffer.Filled;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SegmentPoolTest {

    @Test
    void neverHandsOutMoreThanItHas() {
        var pool = new SegmentPool(2);
        assertThat(pool.take(Duration.ZERO)).isPresent();
        byte[] second = pool.take(Duration.ZERO).orElseThrow();
        assertThat(pool.take(Duration.ofMillis(1))).isEmpty();
        pool.give(second);
        assertThat(pool.take(Duration.ZERO)).containsSame(second);
        assertThat(pool.inUse()).isEqualTo(2);
    }

    @Test
    void hasAtLeastOneSegment() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SegmentPool(0));
    }

    @Test
    void manyUploadsThatFillAtOnceAllComeToAnEnd(@TempDir Path spool) throws Exception {
        var pool = new SegmentPool(8);
        var buffers = new PartBuffers(pool, Spool.in(spool), 8L << 20, 2L << 20, Duration.ofMillis(1));
        byte[] body = new byte[5 << 20];
        var uploads = new ArrayList<Callable<Long>>();
        for (int i = 0; i < 32; i++) {
            uploads.add(() -> upload(buffers, body));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Long> done : threads.invokeAll(uploads)) {
                assertThat(done.get()).isEqualTo(body.length);
            }
        }
        assertThat(pool.inUse()).isZero();
    }

    private static long upload(PartBuffers buffers, byte[] body) throws Exception {
        var in = new ByteArrayInputStream(body);
        long stored = 0;
        Filled filled;
        do {
            try (PartBuffer part = buffers.open()) {
                filled = part.fill(in);
                stored += part.size();
            }
        } while (filled == Filled.CUT);
        return stored;
    }
}
