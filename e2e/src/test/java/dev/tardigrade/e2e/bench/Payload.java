package dev.tardigrade.e2e.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * Bytes to be pushed: what is given, and then as much of one block of random bytes, over and over, as the size asks for. So a gigabyte
 * takes no memory, and no two blobs with another head are equal.
 */
final class Payload {

    static final Payload EMPTY = new Payload(new byte[0], 0, Duration.ZERO);

    /** Between two MiB of a slow client: 4 MiB/s. */
    private static final Duration PAUSE_OF_THE_SLOW = Duration.ofMillis(250);

    private static final byte[] BLOCK = new byte[1 << 20];

    static {
        new SplittableRandom(1).nextBytes(BLOCK);
    }

    private final byte[] head;
    private final long size;
    private final Duration pause;

    private Payload(byte[] head, long size, Duration pause) {
        this.head = head;
        this.size = size;
        this.pause = pause;
    }

    /** A blob of at least 8 bytes, like no other of this run. */
    static Payload fresh(long size) {
        return new Payload(ByteBuffer.allocate(Long.BYTES).putLong(Seeds.next()).array(), size, Duration.ZERO);
    }

    static Payload of(byte[] bytes) {
        return new Payload(bytes.clone(), bytes.length, Duration.ZERO);
    }

    /** The same bytes, as a slow client sends them. */
    Payload slow() {
        return new Payload(head, size, PAUSE_OF_THE_SLOW);
    }

    long size() {
        return size;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(head);
        for (long left = size - head.length; left > 0; left -= BLOCK.length) {
            out.write(BLOCK, 0, (int) Math.min(left, BLOCK.length));
            if (pause.isPositive()) {
                sleep(out);
            }
        }
    }

    private void sleep(OutputStream out) throws IOException {
        out.flush();
        try {
            Thread.sleep(pause);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("while a slow client waits");
        }
    }

    /** Reads all of it: compute it outside of what is measured. */
    String digest() {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(head);
            for (long left = size - head.length; left > 0; left -= BLOCK.length) {
                hash.update(BLOCK, 0, (int) Math.min(left, BLOCK.length));
            }
            return "sha256:" + HexFormat.of().formatHex(hash.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
