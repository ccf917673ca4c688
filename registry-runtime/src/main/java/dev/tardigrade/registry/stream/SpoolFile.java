package dev.tardigrade.registry.stream;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;

/** A nameless file on local disk: its space is free again when it is closed, or when the process ends in whatever way. */
final class SpoolFile implements AutoCloseable {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final Spool spool;
    private final FileChannel channel;
    private long size;
    private long reserved;

    private SpoolFile(Spool spool, FileChannel channel) {
        this.spool = spool;
        this.channel = channel;
    }

    static SpoolFile open(Spool spool) {
        Path name = spool.folder().resolve("part-" + UUID.randomUUID());
        try {
            FileChannel channel = FileChannel.open(
                    name, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Files.delete(name);
            return new SpoolFile(spool, channel);
        } catch (IOException e) {
            throw failed(spool.folder(), e);
        }
    }

    long size() {
        return size;
    }

    /** Takes room for so many bytes that are added next, for all of them or none. False where there is none. */
    boolean reserve(long bytes) {
        boolean taken = spool.tryTake(bytes);
        reserved += taken ? bytes : 0;
        return taken;
    }

    /**
     * Adds bytes.
     *
     * @throws RegistryException with {@link Failure.Overloaded} where the spool is full, {@code StorageUnavailable} where its folder fails
     */
    void append(ByteBuffer bytes) {
        long ahead = Math.min(reserved, bytes.remaining());
        spool.take(bytes.remaining() - ahead);
        reserved -= ahead;
        try {
            while (bytes.hasRemaining()) {
                size += channel.write(bytes, size);
            }
        } catch (IOException e) {
            throw failed(spool.folder(), e);
        } finally {
            spool.give(bytes.remaining());
        }
    }

    void read(long position, ByteBuffer target) throws IOException {
        long from = position;
        while (target.hasRemaining()) {
            int count = channel.read(target, from);
            if (count < 0) {
                throw new EOFException("the spool file is shorter than what was written to it");
            }
            from += count;
        }
    }

    private static RegistryException failed(Path folder, IOException cause) {
        return new RegistryException(
                new Failure.StorageUnavailable(
                        "uploads cannot be spooled to " + folder + ": " + cause + "; give the folder more space",
                        RETRY_AFTER),
                cause);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed(spool.folder(), e);
        } finally {
            spool.give(size + reserved);
            size = 0;
            reserved = 0;
        }
    }
}
