package dev.tardigrade.registry.http.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tardigrade.registry.model.ByteRange;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The frame of an answer with several ranges (RFC 9110 section 14.6).
 *
 * @param size of the whole
 */
record MultipartRanges(List<ByteRange> ranges, long size) {

    /** Fixed: a boundary has to be absent only from lines of its own length in the parts, and clients go by the lengths. */
    private static final String BOUNDARY = "3d6b6a416f9e4b0c8d2f";

    MultipartRanges {
        ranges = List.copyOf(ranges);
    }

    static String contentRange(ByteRange range, long size) {
        return "bytes " + range.first() + "-" + range.last() + "/" + size;
    }

    String contentType() {
        return "multipart/byteranges; boundary=" + BOUNDARY;
    }

    /** What stands before the bytes of a part. */
    ByteBuffer header(ByteRange range) {
        String text = "\r\n--" + BOUNDARY + "\r\nContent-Type: application/octet-stream\r\nContent-Range: "
                + contentRange(range, size) + "\r\n\r\n";
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    /** What stands behind the last part. */
    ByteBuffer end() {
        return ByteBuffer.wrap(("\r\n--" + BOUNDARY + "--\r\n").getBytes(US_ASCII));
    }

    /** Of the whole answer, in bytes. */
    long length() {
        return ranges.stream()
                        .mapToLong(range -> header(range).remaining() + range.length())
                        .sum()
                + end().remaining();
    }
}
