package dev.tardigrade.registry.server;

import dev.tardigrade.registry.gc.CollectionRules;
import dev.tardigrade.registry.http.ServerLimits;

/**
 * How the heap is shared out, so that all parts together fit: one eighth for the caches, one for garbage collection, half of one (at least 8 and
 * at most 64 MiB) for large manifests and lists that clients get, what other requests and the program itself take, and three eighths, or what
 * is left, for parts of uploads.
 *
 * @param segments for parts of uploads, 1 MiB each
 * @param cacheBytes of each cache
 */
record HeapShares(int segments, long cacheBytes) {

    /** Of tags, manifests, records of blobs, referrers and two of lists. */
    private static final int CACHES = 6;

    /** Large manifests that are pushed and those that they name take 24 MiB at most, buffers of the first pulls 8. */
    private static final long REQUESTS = 32L << 20;

    /** What a request holds beside that: a buffer of 16 KiB, and what it reads that is short. */
    private static final long REQUEST = 80L << 10;

    /** When it has nothing to do. */
    private static final long PROGRAM = 10L << 20;

    private static final int FEWEST_SEGMENTS = 16;
    private static final int MOST_SEGMENTS = 256;
    private static final long MOST_CACHE_BYTES = 16L << 20;

    /** @param heap in bytes, as large as it may become */
    static HeapShares of(long heap) {
        long cacheBytes = Math.min(heap / 8 / CACHES, MOST_CACHE_BYTES);
        long segments = Math.min(heap * 3 / 8, heap - CACHES * cacheBytes - besideUploadsAndCaches(heap)) >> 20;
        return new HeapShares(Math.clamp(segments, FEWEST_SEGMENTS, MOST_SEGMENTS), cacheBytes);
    }

    private static long besideUploadsAndCaches(long heap) {
        ServerLimits limits = ServerLimits.ofHeap(heap);
        return CollectionRules.memoryOf(heap) + limits.answers() + limits.requests() * REQUEST + REQUESTS + PROGRAM;
    }
}
