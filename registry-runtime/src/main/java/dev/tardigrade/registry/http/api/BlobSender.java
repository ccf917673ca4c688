package dev.tardigrade.registry.http.api;

import dev.tardigrade.registry.http.message.Exchange;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Copies blobs to clients, one buffer of 256 KiB for each copy under way. */
final class BlobSender {

    private static final int BUFFER_BYTES = 256 << 10;

    private final ConcurrentLinkedDeque<byte[]> idle = new ConcurrentLinkedDeque<>();

    /** Sends exactly this many bytes, or throws. */
    void send(InputStream in, long length, Exchange exchange) throws IOException {
        byte[] buffer = take();
        try {
            long left = length;
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw new EOFException("the store ended " + left + " bytes early");
                }
                exchange.write(ByteBuffer.wrap(buffer, 0, count));
                left -= count;
            }
        } finally {
            idle.push(buffer);
        }
    }

    private byte[] take() {
        byte[] used = idle.poll();
        return used != null ? used : new byte[BUFFER_BYTES];
    }
}
