package dev.tardigrade.registry.blob;

import dev.tardigrade.registry.model.ByteRange;
import dev.tardigrade.registry.model.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A blob on its way into the store, that can be read meanwhile. The last of its bytes is given to nobody before all of them are verified: whoever
 * reads it to its end has read the blob.
 */
public final class Arrival {

    private static final Logger LOG = LoggerFactory.getLogger(Arrival.class);

    private final BlobFolder folder;
    private final Digest digest;
    private final Fill fill;
    private long taken;
    private boolean failed;

    /** @param fill that this is the one user of */
    Arrival(BlobFolder folder, Digest digest, Fill fill) {
        this.folder = folder;
        this.digest = digest;
        this.fill = fill;
    }

    /** Number of bytes that the blob is said to have. */
    public long size() {
        return fill.size();
    }

    /** The same bytes: what is read of them has arrived. */
    public InputStream through(InputStream source) {
        return new Tee(source);
    }

    private final class Tee extends FilterInputStream {

        Tee(InputStream source) {
            super(source);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            if (count > 0) {
                take(buffer, offset, count);
            }
            return count;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }

    /** A disk that fails is no reason not to store the blob. */
    private void take(byte[] buffer, int offset, int count) {
        if (failed) {
            return;
        }
        try {
            if (taken + count > fill.size()) {
                throw new IOException("there are more bytes than " + fill.size());
            }
            fill.write(buffer, offset, count, taken);
            taken += count;
            fill.grow(Math.min(taken, fill.size() - 1));
        } catch (IOException e) {
            LOG.warn("{} cannot be kept on the disk: {}", digest, e.toString());
            failed = true;
            fill.fail();
        }
    }

    /**
     * To be called once, at the end.
     *
     * @param verified whether what has arrived is the blob, and is in the store
     */
    public void end(boolean verified) {
        folder.end(digest, fill, verified && !failed && taken == fill.size());
    }

    /**
     * Reads a range of it while it arrives.
     *
     * @param store reads what does not arrive here; it must fail where the blob has not got into the store
     */
    public InputStream open(ByteRange range, Source store) throws IOException {
        return fill.use() ? new FollowingStream(fill, range, store::open) : store.open(range);
    }

    /** Reads a range of the blob from the store. */
    public interface Source {
        InputStream open(ByteRange range) throws IOException;
    }
}
