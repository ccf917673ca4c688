package dev.tardigrade.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.gc.CollectionRules;
import dev.tardigrade.registry.http.ServerLimits;
import dev.tardigrade.registry.storage.LargeObjects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeapSharesTest {

    /** Large manifests that are pushed, and those that they name. */
    private static final long MANIFESTS = 24L << 20;

    /** Buffers of the first pulls. */
    private static final long PULLS = 8L << 20;

    /** A buffer, and what is read that is short. */
    private static final long OF_A_REQUEST = (16L << 10) + LargeObjects.SMALL_BYTES;

    /** The program itself, when it has nothing to do. */
    private static final long PROGRAM = 10L << 20;

    @ParameterizedTest
    @ValueSource(ints = {102, 205, 410, 819, 4096, 65_536})
    void allPartsFitIntoTheHeap(int mebibytes) {
        long heap = (long) mebibytes << 20;
        HeapShares shares = HeapShares.of(heap);
        assertThat(((long) shares.segments() << 20)
                        + 6 * shares.cacheBytes()
                        + CollectionRules.memoryOf(heap)
                        + ServerLimits.ofHeap(heap).answers()
                        + ServerLimits.ofHeap(heap).requests() * OF_A_REQUEST
                        + MANIFESTS
                        + PULLS
                        + PROGRAM)
                .isLessThanOrEqualTo(heap);
        assertThat(shares.segments()).isBetween(16, 256);
        assertThat(shares.cacheBytes()).isBetween(2L << 20, 16L << 20);
    }

    @ParameterizedTest
    @ValueSource(ints = {205, 410})
    void uploadsHaveThreeEighthsWhereTheyFit(int mebibytes) {
        assertThat(HeapShares.of((long) mebibytes << 20).segments()).isEqualTo(mebibytes * 3 / 8);
    }
}
