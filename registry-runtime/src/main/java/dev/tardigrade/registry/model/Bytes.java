package dev.tardigrade.registry.model;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A few bytes that never change: the content of a manifest, a record or a small blob. Not for blobs as such. */
public final class Bytes {

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    /** Takes the array over; the caller must not change it any more. */
    public static Bytes of(byte[] array) {
        return new Bytes(array);
    }

    public int size() {
        return array.length;
    }

    /** A stream over all of the bytes. */
    public InputStream open() {
        return new ByteArrayInputStream(array);
    }

    /** A read-only view. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(array).asReadOnlyBuffer();
    }

    public byte[] toArray() {
        return array.clone();
    }

    /** The bytes of a range that lies inside. */
    public Bytes slice(ByteRange range) {
        return new Bytes(Arrays.copyOfRange(array, Math.toIntExact(range.first()), Math.toIntExact(range.last() + 1)));
    }

    public Digest digest(Digest.Algorithm algorithm) {
        return Digest.of(algorithm, array);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    @Override
    public String toString() {
        return array.length + " bytes";
    }
}
