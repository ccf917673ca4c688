package dev.tardigrade.registry.server;

/**
 * How the heap is shared out, so that all parts together fit: three eighths for parts of uploads, one for the caches, at most one for a scan of
 * garbage collection, half of one (at least 8 and at most 64 MiB) for large manifests and lists that clients get, and the rest for other requests
 * (24 MiB for large manifests that are pushed and for those that they name, 8 MiB for the first pulls) and the program itself.
 *
 * @param segments for parts of uploads, 1 MiB each
 * @param cacheBytes of each cache
 */
record HeapShares(int segments, long cacheBytes) {

    /** Of tags, manifests, records of blobs, referrers and two of lists. */
    private static final int CACHES = 6;

    private static final int FEWEST_SEGMENTS = 16;
    private static final int MOST_SEGMENTS = 256;
    private static final long MOST_CACHE_BYTES = 16L << 20;

    /** @param heap in bytes, as large as it may become */
    static HeapShares of(long heap) {
        long segments = (heap >> 20) * 3 / 8;
        return new HeapShares(
                Math.clamp(segments, FEWEST_SEGMENTS, MOST_SEGMENTS), Math.min(heap / 8 / CACHES, MOST_CACHE_BYTES));
    }
}
