package dev.tardigrade.e2e.image;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** One block of random bytes over and over, each time with its number in front. */
final class LayerStream extends InputStream {

    private static final int BLOCK = 1 << 20;

    private final byte[] block = new byte[BLOCK];
    private final long seed;
    private final long end;
    private long position;

    LayerStream(long seed, long first, long end) {
        this.seed = seed;
        this.end = end;
        this.position = first;
        new SplittableRandom(seed).nextBytes(block);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (position == end) {
            return -1;
        }
        ByteBuffer.wrap(block).putLong(seed + position / BLOCK);
        int within = (int) (position % BLOCK);
        int count = (int) Math.min(Math.min(length, BLOCK - within), end - position);
        System.arraycopy(block, within, bytes, offset, count);
        position += count;
        return count;
    }
}
