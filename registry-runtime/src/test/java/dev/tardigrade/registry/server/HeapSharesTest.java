package dev.tardigrade.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.http.ServerLimits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeapSharesTest {

    /** What pushes of large manifests and the first pulls take at most. */
    private static final long REQUESTS = 32L << 20;

    @ParameterizedTest
    @ValueSource(ints = {102, 205, 410, 819, 4096, 65_536})
    void allPartsFitIntoTheHeap(int mebibytes) {
        long heap = (long) mebibytes << 20;
        HeapShares shares = HeapShares.of(heap);
        assertThat(((long) shares.segments() << 20)
                        + 6 * shares.cacheBytes()
                        + ServerLimits.ofHeap(heap).answers()
                        + REQUESTS)
                .isLessThanOrEqualTo(heap);
        assertThat(shares.segments()).isBetween(16, 256);
        assertThat(shares.cacheBytes()).isBetween(2L << 20, 16L << 20);
    }
}
