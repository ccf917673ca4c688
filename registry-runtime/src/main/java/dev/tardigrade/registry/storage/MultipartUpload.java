package dev.tardigrade.registry.storage;

import java.util.List;

/**
 * An object that is being written in parts. It is invisible until {@link #complete}. Safe for use by several threads.
 *
 * <p>Parts are numbered from 1 to 10 000; each but the last has at least 5 MiB ({@link #MIN_PART_SIZE}).
 * A part written again replaces the one of that number.
 */
public interface MultipartUpload {

    long MIN_PART_SIZE = 5L << 20;
    int MAX_PARTS = 10_000;

    ObjectKey key();

    MultipartId id();

    /** Stores one part. After a failure the part is there or not; sending it again is safe. */
    Part put(int number, Content content);

    /** The parts stored so far, by number. */
    List<Part> parts();

    /**
     * Makes the object visible, made of these parts in this order. After a failure the object is there whole, or not at all.
     *
     * @throws dev.tardigrade.registry.model.RegistryException also when the upload has ended before
     */
    PutOutcome complete(List<Part> parts, PutMode mode);

    /** Drops the parts; without effect where the upload has ended. What was aborted must never be completed: Storj would do it. */
    void abort();

    /**
     * A part that the store has.
     *
     * @param number 1 to 10 000
     * @param etag as the store gave it
     * @param size in bytes
     */
    record Part(int number, String etag, long size) {}

    /** The store's name for this upload, opaque. */
    record MultipartId(String value) {}
}
