package dev.tardigrade.registry.upload;

import dev.tardigrade.registry.model.ByteRange;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.stream.ExactInputStream;
import dev.tardigrade.registry.stream.WrongLengthException;
import java.io.IOException;
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

    /**
     * Throws {@link Failure.ChunkOutOfOrder} where it does not go on where the upload stands, {@link Failure.SizeInvalid} where it does not fit its
     * range.
     *
     * @param complete whether the upload has all its bytes
     */
    void requireAt(long stored, boolean complete) {
        long begin = range.map(ByteRange::first).orElse(stored);
        boolean tooMany = complete && length.orElse(1) > 0;
        if (begin != stored || tooMany) {
            throw new RegistryException(new Failure.ChunkOutOfOrder(
                    "the chunk begins at byte " + begin + ", the upload stands at " + stored
                            + (tooMany ? " and has all its bytes" : ""),
                    stored));
        }
        if (range.isPresent()
                && length.isPresent()
                && length.getAsLong() != range.get().length()) {
            throw new RegistryException(new Failure.SizeInvalid("the chunk has "
                    + length.getAsLong() + " bytes, its Content-Range says "
                    + range.get().length()));
        }
    }

    /** Throws {@link Failure.SizeInvalid} where it has not as many bytes as its range says; else as {@link BlobWriter#append}. */
    void appendTo(BlobWriter writer, boolean last) throws IOException {
        if (range.isEmpty()) {
            writer.append(bytes, last);
            return;
        }
        try {
            writer.append(new ExactInputStream(bytes, range.get().length()), last);
        } catch (WrongLengthException e) {
            throw new RegistryException(
                    new Failure.SizeInvalid("the chunk is not as long as its Content-Range says"), e);
        }
    }
}
