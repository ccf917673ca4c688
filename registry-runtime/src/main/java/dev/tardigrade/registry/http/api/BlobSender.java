package dev.tardigrade.registry.http.api;

import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
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
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final ConcurrentLinkedDeque<byte[]> idle = new ConcurrentLinkedDeque<>();
    private final Semaphore free = new Semaphore(BUFFERS);

    /**
     * Sends exactly this many bytes.
     *
     * @throws RegistryException with {@link Failure.StorageUnavailable}, or what {@code in} throws, where it has fewer
     * @throws IOException where the client does not take them
     */
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
            int count = read(in, buffer, left);
            exchange.write(ByteBuffer.wrap(buffer, 0, count));
            left -= count;
        }
    }

    private static int read(InputStream in, byte[] buffer, long left) {
        try {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new EOFException("it ended " + left + " bytes early");
            }
            return count;
        } catch (IOException e) {
            throw new RegistryException(
                    new Failure.StorageUnavailable("a blob broke off while it was sent: " + e.getMessage(), RETRY), e);
        }
    }
}
