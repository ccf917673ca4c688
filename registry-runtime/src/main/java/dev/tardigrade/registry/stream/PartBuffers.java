package dev.tardigrade.registry.stream;

import java.time.Duration;

/**
 * Makes buffers for the parts of uploads, all from one pool.
 *
 * @param pool shared by all uploads of the process
 * @param spool for what finds no place in the pool; at most {@code cutBytes} for each part that is filling
 * @param fullBytes size at which a part is full, as long as the upload is short: later ones may be larger, up to {@link #FULL_BYTES}
 * @param cutBytes size from which a part is cut rather than wait or be spooled when the pool is used up
 * @param patience how long a smaller part waits for the pool before it is spooled; this slows the client down
 */
public record PartBuffers(SegmentPool pool, Spool spool, long fullBytes, long cutBytes, Duration patience) {

    /** One segment on Storj, so the cheapest size. */
    public static final long FULL_BYTES = 64L << 20;

    /** Above the least that S3 takes, and with at most 10 000 parts still good for a blob of 80 GB. */
    public static final long CUT_BYTES = 8L << 20;

    /** Of an upload a part is at least this fraction, so that no upload runs out of parts early. */
    private static final int MOST_EQUAL_PARTS = 64;

    private static final Duration PATIENCE = Duration.ofMillis(500);

    public PartBuffers {
        if (cutBytes < 1 || fullBytes < cutBytes) {
            throw new IllegalArgumentException("a part of " + fullBytes + " cannot be cut from " + cutBytes + " bytes");
        }
    }

    public PartBuffers(SegmentPool pool, Spool spool) {
        this(pool, spool, FULL_BYTES);
    }

    /** Parts of {@link #CUT_BYTES} or, where full ones are smaller, of that size are cut. */
    public PartBuffers(SegmentPool pool, Spool spool, long fullBytes) {
        this(pool, spool, fullBytes, Math.min(fullBytes, CUT_BYTES), PATIENCE);
    }

    /** An empty buffer for the first part. Close it, to give back its memory. */
    public PartBuffer open() {
        return open(0);
    }

    /**
     * An empty buffer. Close it, to give back its memory.
     *
     * @param before number of bytes in the parts before this one
     */
    public PartBuffer open(long before) {
        return new PartBuffer(this, Math.max(fullBytes, Math.min(FULL_BYTES, before / MOST_EQUAL_PARTS)));
    }
}
