package dev.tardigrade.e2e.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Random;

/**
 * Bytes that are made while they are read, so that a gigabyte takes no memory. No two MiB of a layer are equal.
 *
 * @param seed that tells it from other layers
 */
public record Layer(long seed, long size) {

    private static final Random SEEDS = new Random();

    /** One like no other. */
    public static Layer fresh(long size) {
        return new Layer(SEEDS.nextLong(), size);
    }

    /** Some of its bytes, in order. */
    public InputStream stream(long first, long length) {
        return new LayerStream(seed, first, Math.min(first + length, size));
    }

    InputStream stream() {
        return stream(0, size);
    }

    /** Reads all of it. */
    public String digest() {
        try (Hashed hashed = new Hashed(stream())) {
            hashed.transferTo(OutputStream.nullOutputStream());
            return hashed.digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
