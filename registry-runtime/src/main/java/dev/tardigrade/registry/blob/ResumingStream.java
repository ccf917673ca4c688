package dev.tardigrade.registry.blob;

import dev.tardigrade.registry.model.ByteRange;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A range of bytes that never change. Where the store breaks off, they are read on from there: twice for each 64 MiB. Else a read throws
 * {@link RegistryException} with {@link Failure.StorageUnavailable}, or with what the store says when it is asked for the rest.
 */
final class ResumingStream extends InputStream {

    private static final Logger LOG = LoggerFactory.getLogger(ResumingStream.class);
    private static final int TRIES = 2;

    /** After so many bytes earlier breaks do not count any more. */
    private static final long FAR = 64L << 20;

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final String name;
    private final Source source;
    private final long end;
    private InputStream current;
    private long position;
    private int breaks;
    private long countedFrom;

    /** Reads a range of the same bytes. */
    interface Source {
        InputStream open(ByteRange range) throws IOException;
    }

    /**
     * @param name of the bytes, for the log
     * @param first reads the range, and is closed by this
     * @param source reads what is left of it
     */
    ResumingStream(String name, InputStream first, ByteRange range, Source source) {
        this.name = name;
        this.source = source;
        this.current = first;
        this.position = range.first();
        this.countedFrom = position;
        this.end = range.last() + 1;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (position < end) {
            try {
                int count = current.read(buffer, offset, length);
                if (count < 0) {
                    throw new EOFException("it ended " + (end - position) + " bytes early");
                }
                position += count;
                return count;
            } catch (IOException e) {
                goOn(e);
            }
        }
        return -1;
    }

    private void goOn(IOException cause) throws IOException {
        closeQuietly();
        if (position - countedFrom >= FAR) {
            breaks = 0;
            countedFrom = position;
        }
        if (breaks == TRIES) {
            throw broken(cause);
        }
        breaks++;
        LOG.warn("the store broke off {} at byte {}, where it is read on: {}", name, position, cause.toString());
        try {
            current = source.open(new ByteRange(position, end - 1));
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private RegistryException broken(IOException cause) {
        return new RegistryException(
                new Failure.StorageUnavailable(
                        "the store broke off " + name + " at byte " + position + ": " + cause.getMessage(), RETRY),
                cause);
    }

    private void closeQuietly() {
        try {
            current.close();
        } catch (IOException e) {
            LOG.debug("what broke off cannot be closed", e);
        }
        current = InputStream.nullInputStream();
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
