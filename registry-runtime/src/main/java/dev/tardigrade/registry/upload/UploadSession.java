package dev.tardigrade.registry.upload;

import dev.tardigrade.registry.model.ByteRange;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.stream.ExactInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/** One upload as its client sees it. Takes one request at a time; another one meanwhile is refused. */
final class UploadSession {

    private final RepositoryName repository;
    private final BlobWriter writer;
    private final ReentrantLock busy = new ReentrantLock();
    private volatile boolean ended;
    private volatile long stored;
    private volatile Instant lastUse;

    UploadSession(RepositoryName repository, BlobWriter writer, Instant now) {
        this.repository = repository;
        this.writer = writer;
        this.lastUse = now;
    }

    /** Number of bytes taken so far. */
    long stored() {
        return stored;
    }

    /** Whether it takes nothing more. */
    boolean hasEnded() {
        return ended;
    }

    boolean isIdleSince(Instant time) {
        return !busy.isLocked() && lastUse.isBefore(time);
    }

    /** Adds bytes. Those that came before the client broke off stay. */
    void append(Chunk chunk, Instant now) throws IOException {
        begin(now);
        try {
            take(chunk);
            writer.pause();
        } finally {
            busy.unlock();
        }
    }

    /** Adds the last bytes and publishes the blob. Where the bytes do not come as they should, the session goes on; after any other failure it has ended. */
    void finish(Chunk chunk, Digest digest, Instant now) throws IOException {
        begin(now);
        try {
            take(chunk);
            ended = true;
            try (writer) {
                writer.publish(repository, digest);
            }
        } finally {
            busy.unlock();
        }
    }

    /** Drops all bytes. */
    void cancel(Instant now) {
        begin(now);
        try {
            ended = true;
            writer.close();
        } finally {
            busy.unlock();
        }
    }

    private void begin(Instant now) {
        if (!busy.tryLock()) {
            throw new RegistryException(
                    new Failure.UploadInvalid("another request is sending bytes of this upload at the moment"));
        }
        if (ended) {
            busy.unlock();
            throw new RegistryException(new Failure.UploadUnknown("this upload has ended"));
        }
        lastUse = now;
    }

    private void take(Chunk chunk) throws IOException {
        try {
            if (chunk.range().isPresent()) {
                append(chunk, chunk.range().get());
            } else {
                writer.append(chunk.bytes());
            }
        } finally {
            stored = writer.size();
        }
    }

    private void append(Chunk chunk, ByteRange range) {
        if (range.first() != stored) {
            throw new RegistryException(new Failure.ChunkOutOfOrder(
                    "the chunk begins at byte " + range.first() + ", the upload stands at " + stored, stored));
        }
        if (chunk.length().isPresent() && chunk.length().getAsLong() != range.length()) {
            throw new RegistryException(new Failure.SizeInvalid("the chunk has "
                    + chunk.length().getAsLong() + " bytes, its Content-Range says " + range.length()));
        }
        try {
            writer.append(new ExactInputStream(chunk.bytes(), range.length()));
        } catch (IOException e) {
            throw new RegistryException(
                    new Failure.SizeInvalid("the chunk is not as long as its Content-Range says"), e);
        }
    }
}
