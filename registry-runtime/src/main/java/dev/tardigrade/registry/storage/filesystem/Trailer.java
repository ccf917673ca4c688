package dev.tardigrade.registry.storage.filesystem;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.storage.ETag;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.UUID;

/**
 * What an object's file holds after the object's bytes. So both are replaced in one step, and offsets in object and file are the same.
 *
 * <p>Form: entity tag, a space, content type or nothing; the length of these in two bytes, the most significant first; {@code TRD1}.
 */
record Trailer(ETag etag, Optional<MediaType> contentType) {

    private static final int MAGIC = 0x54524431;
    private static final int FOOTER = Short.BYTES + Integer.BYTES;

    /** The trailer for new bytes; no other has the same tag. */
    static Trailer create(Optional<MediaType> contentType) {
        return new Trailer(new ETag(UUID.randomUUID().toString()), contentType);
    }

    ByteBuffer bytes() {
        byte[] text = (etag.value() + " " + contentType.map(MediaType::value).orElse("")).getBytes(US_ASCII);
        return ByteBuffer.allocate(text.length + FOOTER)
                .put(text)
                .putShort((short) text.length)
                .putInt(MAGIC)
                .flip();
    }

    int length() {
        return bytes().remaining();
    }

    /** Reads the end of a file; empty where there is no trailer. */
    static Optional<Trailer> read(FileChannel file) throws IOException {
        ByteBuffer footer = read(file, file.size() - FOOTER, FOOTER);
        if (footer.remaining() < FOOTER) {
            return Optional.empty();
        }
        int length = Short.toUnsignedInt(footer.getShort());
        if (footer.getInt() != MAGIC) {
            return Optional.empty();
        }
        ByteBuffer text = read(file, file.size() - FOOTER - length, length);
        return text.remaining() < length
                ? Optional.empty()
                : parse(US_ASCII.decode(text).toString());
    }

    private static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(position < 0 ? 0 : length);
        long from = position;
        while (bytes.hasRemaining()) {
            int count = file.read(bytes, from);
            if (count < 0) {
                break;
            }
            from += count;
        }
        return bytes.flip();
    }

    private static Optional<Trailer> parse(String text) {
        int space = text.indexOf(' ');
        try {
            String type = text.substring(space + 1);
            return Optional.of(new Trailer(
                    new ETag(text.substring(0, Math.max(0, space))),
                    type.isEmpty() ? Optional.empty() : Optional.of(new MediaType(type))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
