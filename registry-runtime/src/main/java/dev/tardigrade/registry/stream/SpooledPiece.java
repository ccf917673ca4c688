package dev.tardigrade.registry.stream;

import java.io.IOException;
import java.io.InputStream;

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
        moved.append(piece.segment(), piece.size());
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
            append(step, count);
        }
        return count;
    }

    private void append(byte[] bytes, int count) {
        file.append(bytes, count);
        size += count;
    }

    @Override
    public int copyTo(byte[] target, int targetOffset, int offset, int length) throws IOException {
        int count = Math.min(length, size - offset);
        file.read(begin + offset, target, targetOffset, count);
        return count;
    }
}
