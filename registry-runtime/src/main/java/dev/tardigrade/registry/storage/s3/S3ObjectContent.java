package dev.tardigrade.registry.storage.s3;

import dev.tardigrade.registry.stream.ExactInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The body of an answer. Closed before its end it gives up the connection rather than read on, unless there is little left.
 *
 * <p>A service that sends pieces of some KiB wakes its reader for each of them, which costs more than the bytes do. So who had to wait for little,
 * of much, waits a moment longer before the next read, while more comes in. A service that is faster than the reader never lets it wait.
 */
final class S3ObjectContent extends FilterInputStream {

    private static final long WORTH_READING = 64 << 10;

    /** Bytes in one read. */
    private static final int LITTLE = 64 << 10;

    /** Bytes that are to come. */
    private static final long MUCH = 1 << 20;

    /** The shortest read that counts as one that had to wait. */
    private static final long WAIT_NANOS = 50_000;

    /** At 250 MiB a second the usual receive buffer of 128 KiB is full after it. */
    private static final long PAUSE_NANOS = 500_000;

    private final ExactInputStream exact;
    private final ResponseInputStream<GetObjectResponse> answer;
    private final Runnable closed;

    private boolean trickles;

    private boolean open = true;

    private S3ObjectContent(ExactInputStream exact, ResponseInputStream<GetObjectResponse> answer, Runnable closed) {
        super(exact);
        this.exact = exact;
        this.answer = answer;
        this.closed = closed;
    }

    /** @param closed done once, when it is closed */
    static S3ObjectContent of(ResponseInputStream<GetObjectResponse> answer, Runnable closed) {
        return new S3ObjectContent(
                new ExactInputStream(answer, answer.response().contentLength()), answer, closed);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (trickles) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        long began = System.nanoTime();
        int count = exact.read(bytes, offset, length);
        boolean waited = System.nanoTime() - began > WAIT_NANOS;
        trickles = waited && count < Math.min(length, LITTLE) && exact.left() > MUCH;
        return count;
    }

    @Override
    public void close() throws IOException {
        if (!open) {
            return;
        }
        open = false;
        try {
            if (exact.left() > WORTH_READING) {
                answer.abort();
            } else {
                exact.close();
            }
        } finally {
            closed.run();
        }
    }
}
