package dev.tardigrade.registry.http.message;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** The body of a request whose client must keep a {@link Pace}. */
final class PacedInputStream extends InputStream {

    private final InputStream in;
    private final Pace.Meter meter;
    private final BooleanSupplier overdue;
    private final boolean sized;
    private long left;
    private boolean late;

    /** A body whose client has as long as the pace gives it. */
    PacedInputStream(InputStream in, Pace pace) {
        this(in, pace, OptionalLong.empty(), () -> false);
    }

    /**
     * A body whose client may have less time.
     *
     * @param length where it is known; else whether all has come shows only when nothing more does
     * @param overdue from when it says so, a client that has not sent all of them is too slow at any pace
     */
    PacedInputStream(InputStream in, Pace pace, OptionalLong length, BooleanSupplier overdue) {
        this.in = in;
        this.sized = length.isPresent();
        this.left = length.orElse(0);
        this.overdue = overdue;
        this.meter = pace.new Meter();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        long begin = System.nanoTime();
        int count = received(buffer, offset, length);
        if (count >= 0) {
            meter.count(count, System.nanoTime() - begin);
            left -= count;
        }
        if (count > 0) {
            requireHaste();
        }
        return count;
    }

    private void requireHaste() throws SlowClientException {
        boolean toCome = sized ? left > 0 : late;
        if (toCome) {
            SlowClientException.throwIf(overdue);
        }
        late = !sized && overdue.getAsBoolean();
    }

    private int received(byte[] buffer, int offset, int length) throws ClientGoneException {
        try {
            return in.read(buffer, offset, length);
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
