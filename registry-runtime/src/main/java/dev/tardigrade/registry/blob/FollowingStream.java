package dev.tardigrade.registry.blob;

import dev.tardigrade.registry.model.ByteRange;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A range of a file that may still be growing. Where filling fails, the rest comes from the store itself. */
final class FollowingStream extends InputStream {

    private final Fill fill;
    private final Source store;
    private final long end;
    private long position;
    private @Nullable InputStream rest;
    private boolean closed;

    /** Reads a range of the blob past the folder. */
    interface Source {
        InputStream open(ByteRange range) throws IOException;
    }

    /** @param fill that this is counted as a user of */
    FollowingStream(Fill fill, ByteRange range, Source store) {
        this.fill = fill;
        this.store = store;
        this.position = range.first();
        this.end = range.last() + 1;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position >= end) {
            return -1;
        }
        int wanted = (int) Math.min(length, end - position);
        int count = rest == null ? follow(buffer, offset, wanted) : rest.read(buffer, offset, wanted);
        if (count < 0) {
            throw new EOFException("the store ended " + (end - position) + " bytes early");
        }
        position += count;
        return count;
    }

    private int follow(byte[] buffer, int offset, int wanted) throws IOException {
        long there = fill.await(position);
        if (there > 0) {
            return fill.read(ByteBuffer.wrap(buffer, offset, (int) Math.min(wanted, there)), position);
        }
        InputStream direct = store.open(new ByteRange(position, end - 1));
        rest = direct;
        return direct.read(buffer, offset, wanted);
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try {
                fill.close();
            } finally {
                if (rest != null) {
                    rest.close();
                }
            }
        }
    }
}
