package dev.tardigrade.registry.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

final class SpooledPiece implements Piece {

    private static final int STEP = 64 << 10;

    private final SpoolFile file;
    private final long begin;
    private int size;

    SpooledPiece(SpoolFile file) {
        this.file = file;
        this.begin = file.size();
    }

    /** Moves what is in memory to the file. */
    static SpooledPiece of(SpoolFile file, MemoryPiece piece) {
        var moved = new SpooledPiece(file);
        moved.append(ByteBuffer.wrap(piece.segment(), 0, piece.size()));
        return moved;
    }

    @Override
    public int size() {
        return size;
    }

    /** A file holds one growing piece at a time, the last: so a piece is full as soon as another follows. */
    @Override
    public boolean isFull() {
        return size >= SegmentPool.SEGMENT_BYTES || begin + size < file.size();
    }

    @Override
    public int readFrom(InputStream in, int limit) throws IOException {
        byte[] step = new byte[Math.min(limit, Math.min(STEP, SegmentPool.SEGMENT_BYTES - size))];
        int count = in.read(step);
        if (count > 0) {
            append(ByteBuffer.wrap(step, 0, count));
        }
        return count;
    }

    private void append(ByteBuffer bytes) {
        int count = bytes.remaining();
        file.append(bytes);
        size += count;
    }

    @Override
    public int copyTo(byte[] target, int targetOffset, int offset, int length) throws IOException {
        int count = Math.min(length, size - offset);
        file.read(begin + offset, ByteBuffer.wrap(target, targetOffset, count));
        return count;
    }
}
