package dev.tardigrade.registry.stream;

import java.io.IOException;
import java.io.InputStream;

final class MemoryPiece implements Piece {

    private final byte[] segment;
    private int size;

    MemoryPiece(byte[] segment) {
        this.segment = segment;
    }

    byte[] segment() {
        return segment;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isFull() {
        return size == segment.length;
    }

    @Override
    public int readFrom(InputStream in, int limit) throws IOException {
        int count = in.read(segment, size, Math.min(limit, segment.length - size));
        size += Math.max(count, 0);
        return count;
    }

    @Override
    public int copyTo(byte[] target, int targetOffset, int offset, int length) {
        int count = Math.min(length, size - offset);
        System.arraycopy(segment, offset, target, targetOffset, count);
        return count;
    }
}
