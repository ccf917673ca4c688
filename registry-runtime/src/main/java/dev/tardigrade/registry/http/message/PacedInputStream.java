package dev.tardigrade.registry.http.message;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The body of a request, whose client must send some bytes at least as long as it sends. */
final class PacedInputStream extends FilterInputStream {

    static final Duration WINDOW = Duration.ofMinutes(1);

    /** Far below any network that images are pushed over, far above what keeps a server busy for nothing. */
    static final int LEAST_BYTES = 4 << 10;

    private final LongSupplier nanos;
    private long begin;
    private long came;

    /** @param nanos the time, as {@link System#nanoTime} */
    PacedInputStream(InputStream in, LongSupplier nanos) {
        super(in);
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        account(next < 0 ? -1 : 1);
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        account(count);
        return count;
    }

    private void account(int count) throws SlowClientException {
        if (count < 0) {
            return;
        }
        came += count;
        long now = nanos.getAsLong();
        if (now - begin >= WINDOW.toNanos()) {
            if (came < LEAST_BYTES) {
                throw new SlowClientException("only " + came + " bytes of the body came in " + WINDOW.toSeconds()
                        + " s; send at least " + LEAST_BYTES);
            }
            begin = now;
            came = 0;
        }
    }
}
