package dev.tardigrade.registry.http.peer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of a request on its way through this process, which notes how it flows. */
final class FlowingBody extends FilterInputStream {

    private volatile boolean touched;
    private volatile boolean ended;
    private volatile long lastMove = System.nanoTime();

    FlowingBody(InputStream in) {
        super(in);
    }

    /** Whether nothing of it has been asked for yet. */
    boolean isUntouched() {
        return !touched;
    }

    boolean hasEnded() {
        return ended;
    }

    /** When bytes last came or the end was found, in terms of {@link System#nanoTime}. */
    long lastMove() {
        return lastMove;
    }

    @Override
    public int read() throws IOException {
        touched = true;
        int next = super.read();
        moved(next < 0);
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        touched = true;
        int count = super.read(bytes, offset, length);
        moved(count < 0);
        return count;
    }

    private void moved(boolean end) {
        ended = end;
        lastMove = System.nanoTime();
    }
}
