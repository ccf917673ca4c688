package dev.tardigrade.registry.http.message;

import dev.tardigrade.registry.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** A small body that is to be there soon, as who sends it has done nothing yet that earns patience. */
final class PromptBody {

    private static final Duration PAUSE = Duration.ofMillis(2);

    private PromptBody() {}

    /** The body, or its first {@code max} bytes and some more. Throws {@link SlowClientException} where it is not whole in that time. */
    static Bytes read(Request request, int max, Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (body.size() <= max) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                if (System.nanoTime() > end) {
                    throw new SlowClientException("the body was not there within " + time.toSeconds() + " s");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
                continue;
            }
            if (Content.Chunk.isFailure(chunk)) {
                throw new ClientGoneException(new IOException(chunk.getFailure()));
            }
            byte[] piece = new byte[chunk.remaining()];
            chunk.getByteBuffer().get(piece);
            chunk.release();
            body.writeBytes(piece);
            if (chunk.isLast()) {
                break;
            }
        }
        return Bytes.of(body.toByteArray());
    }
}
