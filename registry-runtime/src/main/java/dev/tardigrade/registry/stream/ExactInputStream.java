package dev.tardigrade.registry.stream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that has exactly as many bytes as it should, or fails with {@link WrongLengthException}. */
public final class ExactInputStream extends FilterInputStream {

    private final long size;
    private long left;

    /**
     * @param in is closed with this stream
     * @param size number of bytes that {@code in} should have
     */
    public ExactInputStream(InputStream in, long size) {
        super(in);
        this.size = size;
        this.left = size;
    }

    /** Number of bytes not read yet. */
    public long left() {
        return left;
    }

    @Override
    public int read() throws IOException {
        int next = in.read();
        account(next < 0 ? -1 : 1);
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        account(count);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(count);
        account(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void account(long count) throws IOException {
        if (count < 0) {
            if (left > 0) {
                throw new WrongLengthException("ended " + left + " bytes before the " + size + " that were announced");
            }
            return;
        }
        left -= count;
        // Who knows the size does not read on to the end, so what is too much must show here.
        if (left < 0 || (left == 0 && count > 0 && in.read() >= 0)) {
            throw new WrongLengthException("more than the " + size + " bytes that were announced");
        }
    }
}
