package dev.tardigrade.registry.upload;

import dev.tardigrade.registry.model.ByteRange;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Bytes that a client adds to an upload.
 *
 * @param bytes to be read to their end
 * @param length of them, where the client said it
 * @param range where in the blob they belong, where the client said it; else at the end of what there is
 */
public record Chunk(InputStream bytes, OptionalLong length, Optional<ByteRange> range) {

    /** No bytes at all. */
    public static Chunk none() {
        return new Chunk(InputStream.nullInputStream(), OptionalLong.of(0), Optional.empty());
    }
}
