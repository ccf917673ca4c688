package dev.tardigrade.registry.storage.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** Room for parts in the data of an upload, each its own, whichever thread or process asks. */
final class Reservation {

    /** The system's locks hold between processes, not between threads of one. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private Reservation() {}

    /** The offset from which on {@code size} bytes are the caller's. */
    static long take(Path data, Path counter, long size) throws IOException {
        THREADS.lock();
        try (var channel = FileChannel.open(
                        counter, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
            long reserved = channel.read(number, 0) < Long.BYTES ? 0 : number.getLong(0);
            // The counter may be lost in a crash of the system; parts that are known are not.
            long offset = Math.max(reserved, Files.size(data));
            channel.write(ByteBuffer.allocate(Long.BYTES).putLong(0, offset + size), 0);
            return offset;
        } finally {
            THREADS.unlock();
        }
    }
}
