package dev.tardigrade.registry.stream;

import java.io.IOException;
import java.io.InputStream;

/** A run of bytes of a part: at most a segment. It grows at its end until it is full. */
sealed interface Piece permits MemoryPiece, SpooledPiece {

    int size();

    boolean isFull();

    /** Reads once from {@code in}, at most {@code limit} bytes. Returns the number of bytes, or -1 at the end of {@code in}. */
    int readFrom(InputStream in, int limit) throws IOException;

    /** Copies bytes out, as many as there are from {@code offset} on, but at most {@code length}. */
    int copyTo(byte[] target, int targetOffset, int offset, int length) throws IOException;
}
