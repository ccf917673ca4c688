package dev.tardigrade.registry.stream;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A folder on local disk for what finds no place in memory, with a bound: what is beside it on the disk is others'. */
public final class Spool {

    private static final long MOST_BYTES = 4L << 30;
    private static final long LEAST_BYTES = 64L << 20;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final Path folder;
    private final long mostBytes;
    private final AtomicLong used = new AtomicLong();

    /**
     * Takes so many bytes at most.
     *
     * @param folder an existing one
     */
    public Spool(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /**
     * Takes half of what is free now, at most 4 GiB and at least 64 MiB.
     *
     * @param folder an existing one
     */
    public static Spool in(Path folder) {
        return new Spool(folder, Math.clamp(free(folder) / 2, LEAST_BYTES, MOST_BYTES));
    }

    private static long free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException _) {
            // Told by the first file that is made in it.
            return 0;
        }
    }

    /** Whether half of it is used, so that who pauses had better leave. */
    public boolean isShort() {
        return used.get() > mostBytes / 2;
    }

    /** Whether this many bytes more have room; others may take it meanwhile, against which there is {@link #tryTake}. */
    boolean hasRoom(long bytes) {
        return used.get() + bytes <= mostBytes;
    }

    Path folder() {
        return folder;
    }

    /** Takes room for bytes, for all of them or none. False where there is none. */
    boolean tryTake(long bytes) {
        if (used.addAndGet(bytes) <= mostBytes) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    /**
     * Takes room for bytes.
     *
     * @throws RegistryException with {@link Failure.Overloaded} where there is none
     */
    void take(long bytes) {
        if (!tryTake(bytes)) {
            throw new RegistryException(new Failure.Overloaded(
                    "too many bytes of uploads wait at " + folder + " already; begin this one again later",
                    RETRY_AFTER));
        }
    }

    void give(long bytes) {
        used.addAndGet(-bytes);
    }
}
