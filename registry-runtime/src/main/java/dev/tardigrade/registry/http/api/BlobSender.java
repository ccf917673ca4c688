package dev.tardigrade.registry.http.api;

import dev.tardigrade.registry.http.message.Exchange;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * Copies blobs to clients: the first 32 copies under way by buffers of 256 KiB, which are kept, more of them by buffers of 16 KiB. So a
 * thousand pulls take 24 MiB.
 */
final class BlobSender {

    private static final int BUFFER_BYTES = 256 << 10;

    private static final int BUFFERS = 32;
    private static final int SMALL_BYTES = 16 << 10;

    private final ConcurrentLinkedDeque<byte[]> idle = new ConcurrentLinkedDeque<>();
    private final Semaphore free = new Semaphore(BUFFERS);

    /** Sends exactly this many bytes, or throws. */
    void send(InputStream in, long length, Exchange exchange) throws IOException {
        if (!free.tryAcquire()) {
            send(in, length, exchange, new byte[SMALL_BYTES]);
            return;
        }
        byte[] used = idle.poll();
        byte[] buffer = used != null ? used : new byte[BUFFER_BYTES];
        try {
            send(in, length, exchange, buffer);
        } finally {
            idle.push(buffer);
            free.release();
        }
    }

    private static void send(InputStream in, long length, Exchange exchange, byte[] buffer) throws IOException {
        long left = length;
        while (left > 0) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new EOFException("the store ended " + left + " bytes early");
            }
            exchange.write(ByteBuffer.wrap(buffer, 0, count));
            left -= count;
        }
    }
}
