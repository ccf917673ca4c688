package dev.tardigrade.registry.storage;

/**
 * One place to keep images in, open for use.
 *
 * @param bucket the place itself: whether it is there, and making it
 * @param objects what is in it
 */
public record Storage(Bucket bucket, ObjectStore objects) implements AutoCloseable {

    /** Gives back connections and threads. Calls under way fail. */
    @Override
    public void close() {
        objects.close();
    }
}
