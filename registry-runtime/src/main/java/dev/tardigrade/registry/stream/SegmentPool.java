package dev.tardigrade.registry.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory that parts of uploads wait in: at most so many segments of 1 MiB for the whole process. Memory is taken from the heap when a
 * segment is first needed, and kept. Nobody ever waits for a segment without end, so a full pool cannot deadlock.
 */
public final class SegmentPool {

    public static final int SEGMENT_BYTES = 1 << 20;

    private final int capacity;
    private final Semaphore free;
    private final ConcurrentLinkedDeque<byte[]> idle = new ConcurrentLinkedDeque<>();

    /** @param capacity number of segments, at least 1 */
    public SegmentPool(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a pool has at least one segment, not " + capacity);
        }
        this.capacity = capacity;
        this.free = new Semaphore(capacity, true);
    }

    public int capacity() {
        return capacity;
    }

    public int inUse() {
        return capacity - free.availablePermits();
    }

    /** Whether more than half is in use. */
    boolean isShort() {
        return 2 * free.availablePermits() < capacity;
    }

    /** A segment, or empty where none became free within {@code patience}. Who takes it gives it back. */
    Optional<byte[]> take(Duration patience) {
        try {
            if (!free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        byte[] used = idle.pollFirst();
        return Optional.of(used != null ? used : new byte[SEGMENT_BYTES]);
    }

    void give(byte[] segment) {
        idle.addFirst(segment);
        free.release();
    }
}
