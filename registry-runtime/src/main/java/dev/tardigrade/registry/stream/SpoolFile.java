package dev.tardigrade.registry.stream;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** A nameless file on local disk: its space is free again when it is closed, or when the process ends in whatever way. */
final class SpoolFile implements AutoCloseable {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final Spool spool;

    /** No channel: an interrupt of whoever uses that closes it, and what was answered for would be gone. */
    private final RandomAccessFile file;

    /** Of the position in the file. */
    private final ReentrantLock position = new ReentrantLock();

    private long size;
    private long reserved;

    private SpoolFile(Spool spool, RandomAccessFile file) {
        this.spool = spool;
        this.file = file;
    }

    static SpoolFile open(Spool spool) {
        Path name = spool.folder().resolve("part-" + UUID.randomUUID());
        try {
            RandomAccessFile file = new RandomAccessFile(name.toFile(), "rw");
            Files.delete(name);
            return new SpoolFile(spool, file);
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
     * Adds the first {@code count} of these bytes.
     *
     * @throws RegistryException with {@link Failure.Overloaded} where the spool is full, {@code StorageUnavailable} where its folder fails
     */
    void append(byte[] bytes, int count) {
        long ahead = Math.min(reserved, count);
        spool.take(count - ahead);
        reserved -= ahead;
        position.lock();
        try {
            file.seek(size);
            file.write(bytes, 0, count);
            size += count;
        } catch (IOException e) {
            spool.give(count);
            throw failed(spool.folder(), e);
        } finally {
            position.unlock();
        }
    }

    /** Reads so many bytes from a place in it. */
    void read(long from, byte[] target, int offset, int count) throws IOException {
        position.lock();
        try {
            file.seek(from);
            file.readFully(target, offset, count);
        } finally {
            position.unlock();
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
            file.close();
        } catch (IOException e) {
            throw failed(spool.folder(), e);
        } finally {
            spool.give(size + reserved);
            size = 0;
            reserved = 0;
        }
    }
}
