package dev.tardigrade.registry.model;

/**
 * Bytes {@code first} to {@code last} of something, both included and counted from 0, as in HTTP (RFC 9110 section 14).
 *
 * @param first offset of the first byte, at least 0
 * @param last offset of the last byte, at least {@code first}
 */
public record ByteRange(long first, long last) {

    public ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("not a byte range: " + first + "-" + last);
        }
    }

    /** Number of bytes. */
    public long length() {
        return last - first + 1;
    }
}
