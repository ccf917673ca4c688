package dev.tardigrade.registry.http.message;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * What a client still sends when its answer is known. It is taken in before a last answer leaves, as far as that is little and comes soon: else
 * Jetty resets the stream behind the answer (HTTP/2), or closes the connection (HTTP/1.1), and many clients then never see the answer.
 */
final class UnreadBody {

    private static final long MOST_BYTES = 256 << 10;
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(2);

    private UnreadBody() {}

    static void discard(Request request) {
        // Who waits to be told to go on sends nothing after an answer.
        boolean waits = request.getHeaders().contains(HttpHeader.EXPECT);
        if (waits || request.getLength() > MOST_BYTES) {
            return;
        }
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
