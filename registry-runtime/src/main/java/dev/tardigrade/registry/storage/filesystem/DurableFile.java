package dev.tardigrade.registry.storage.filesystem;

import dev.tardigrade.registry.stream.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file being written, of which nothing is lost after {@link #sync}. */
final class DurableFile implements AutoCloseable {

    private static final int STEP = 256 << 10;

    private final FileChannel channel;

    private DurableFile(FileChannel channel) {
        this.channel = channel;
    }

    static DurableFile create(Path file) throws IOException {
        return open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    static DurableFile change(Path file) throws IOException {
        return open(file, StandardOpenOption.WRITE);
    }

    private static DurableFile open(Path file, OpenOption... options) throws IOException {
        return new DurableFile(FileChannel.open(file, options));
    }

    /** @throws UncheckedIOException where the content fails; {@link IOException} is the file's */
    void write(Content content, long position) throws IOException {
        try (InputStream in = openExactly(content)) {
            byte[] step = new byte[Math.clamp(content.size(), 1, STEP)];
            long at = position;
            for (int count = read(in, step); count >= 0; count = read(in, step)) {
                write(ByteBuffer.wrap(step, 0, count), at);
                at += count;
            }
        }
    }

    private static InputStream openExactly(Content content) {
        try {
            return content.openExactly();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int read(InputStream in, byte[] step) {
        try {
            return in.read(step);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the trailer at {@code size}, and cuts off what follows. */
    void finish(Trailer trailer, long size) throws IOException {
        channel.truncate(size);
        write(trailer.bytes(), size);
        sync();
    }

    void write(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    void copy(FileChannel source, long from, long length, long position) throws IOException {
        channel.position(position);
        for (long done = 0; done < length; ) {
            long count = source.transferTo(from + done, length - done, channel);
            if (count <= 0) {
                throw new IOException("a part's bytes have gone");
            }
            done += count;
        }
    }

    void sync() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
