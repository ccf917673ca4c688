package dev.tardigrade.registry.http.message;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * What a client still sends when its answer is known. It is taken in before a last answer leaves, as far as that is little and comes soon: else
 * Jetty resets the stream behind the answer (HTTP/2), or closes the connection (HTTP/1.1), and many clients then never see the answer.
 */
final class UnreadBody {

    /** Enough for a manifest of twice the size that is taken. */
    private static final long MOST_BYTES = 8 << 20;

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(2);

    /** Who sends bodies only to be refused must not keep more threads than these busy; the others' connections are just closed. */
    private static final Semaphore AT_A_TIME = new Semaphore(32);

    private UnreadBody() {}

    static void discard(Request request) {
        // Who waits to be told to go on sends nothing after an answer; who asks for something need send nothing at all.
        boolean waits = request.getHeaders().contains(HttpHeader.EXPECT);
        if (waits
                || request.getLength() > MOST_BYTES
                || HttpMethod.GET.is(request.getMethod())
                || !AT_A_TIME.tryAcquire()) {
            return;
        }
        try {
            read(request);
        } finally {
            AT_A_TIME.release();
        }
    }

    private static void read(Request request) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long left = MOST_BYTES;
        while (left >= 0 && System.nanoTime() < end) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                LockSupport.parkNanos(PAUSE.toNanos());
                continue;
            }
            left -= chunk.remaining();
            chunk.release();
            if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
                return;
            }
        }
    }
}
