package dev.tardigrade.registry.storage;

import dev.tardigrade.registry.stream.Content;
import java.util.List;

/**
 * An object that is being written in parts. It is invisible until {@link #complete}. Safe for use by several threads.
 *
 * <p>Parts are numbered from 1 to 10 000; each but the last has at least 5 MiB ({@link #MIN_PART_SIZE}).
 * Parts outlive the process that stored them; where the machine loses its power before the object is complete, some may be gone or hold other
 * bytes. A part written again replaces the one of that number. Failures are those of {@link ObjectStore}.
 */
public interface MultipartUpload {

    long MIN_PART_SIZE = 5L << 20;
    int MAX_PARTS = 10_000;

    ObjectKey key();

    MultipartId id();

    /** Stores one part, of at least one byte. After a failure the part is there or not; sending it again is safe. */
    Part put(int number, Content content);

    /** The parts stored so far, by number. */
    List<Part> parts();

    /**
     * Makes the object visible, made of these parts, whose numbers rise. They must be all that were stored: Storj refuses to
     * leave one out, others drop it. Where it is {@link PutOutcome.AlreadyExists} the upload stays open, to be aborted. After a failure the
     * object is there whole, or not at all.
     *
     * @throws dev.tardigrade.registry.model.RegistryException with {@code StorageFault} also when the upload was completed before, when the
     *     store does not have one of the parts, or when a part is too small
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
    record Part(int number, ETag etag, long size) {

        public Part {
            checkNumber(number);
        }

        /** Throws {@link IllegalArgumentException} where parts cannot have this number. */
        public static void checkNumber(int number) {
            if (number < 1 || number > MAX_PARTS) {
                throw new IllegalArgumentException("not a part number: " + number);
            }
        }
    }

    /** The store's name for this upload, opaque. */
    record MultipartId(String value) {}
}
