package dev.tardigrade.registry.blob;

import dev.tardigrade.registry.model.Digest;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A file that is being filled from the store. Any number of readers follow it while it grows. */
final class Fill implements Closeable {

    private static final int BUFFER = 256 << 10;

    private final Path file;
    private final FileChannel channel;
    private final long size;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private long written;
    private boolean failed;
    private int users = 1;

    private Fill(Path file, FileChannel channel, long size) {
        this.file = file;
        this.channel = channel;
        this.size = size;
    }

    /** Who makes it is its first user. */
    static Fill create(Path file, long size) throws IOException {
        return new Fill(
                file,
                FileChannel.open(
                        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                size);
    }

    /** A file that is complete. */
    static Fill complete(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Fill fill = new Fill(file, channel, channel.size());
        fill.written = fill.size;
        return fill;
    }

    Path file() {
        return file;
    }

    long size() {
        return size;
    }

    /**
     * Takes all bytes. Throws where they are not those of the digest; readers are told that it failed by {@link #fail}.
     *
     * @param watch that may end it before
     */
    void run(InputStream source, Digest digest, UnreadFills.Watch watch) throws IOException {
        MessageDigest hash = digest.algorithm().newHash();
        byte[] buffer = new byte[BUFFER];
        long at = 0;
        for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
            hash.update(buffer, 0, count);
            write(buffer, 0, count, at);
            at += count;
            grow(at);
            if (at < size) {
                watch.check();
            }
        }
        if (at != size || !Digest.finish(digest.algorithm(), hash).equals(digest)) {
            throw new IOException("the store gave other bytes than those of " + digest);
        }
    }

    /** Writes bytes at a position, which no reader gets before {@link #grow}. */
    void write(byte[] buffer, int offset, int count, long position) throws IOException {
        ByteBuffer piece = ByteBuffer.wrap(buffer, offset, count);
        long at = position;
        while (piece.hasRemaining()) {
            at += channel.write(piece, at);
        }
    }

    /** Returns when a loss of power can take none of the bytes any more. */
    void sync() throws IOException {
        channel.force(false);
    }

    /** Lets readers have all bytes before this one. */
    void grow(long to) {
        lock.lock();
        try {
            written = to;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void fail() {
        lock.lock();
        try {
            failed = true;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a reader that begins there finds bytes without having to wait for others that it does not want. */
    boolean hasReached(long position) {
        lock.lock();
        try {
            return !failed && position <= written;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for bytes from a position on. Zero where none come any more, because filling failed. */
    long await(long position) throws IOException {
        lock.lock();
        try {
            while (written <= position && !failed) {
                grown.await();
            }
            return Math.max(0, written - position);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the store", e);
        } finally {
            lock.unlock();
        }
    }

    int read(ByteBuffer into, long position) throws IOException {
        return channel.read(into, position);
    }

    /** Whether it has a user beside the one who fills it. */
    boolean isRead() {
        lock.lock();
        try {
            return users > 1;
        } finally {
            lock.unlock();
        }
    }

    /** One more user. False where the last one has gone. */
    boolean use() {
        lock.lock();
        try {
            if (users == 0) {
                return false;
            }
            users++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** One user less; the last one closes the file. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            users--;
            if (users > 0) {
                return;
            }
        } finally {
            lock.unlock();
        }
        channel.close();
    }

    /** Removes the file; who reads it goes on. */
    void remove() throws IOException {
        Files.deleteIfExists(file);
    }
}
