package dev.tardigrade.registry.gc.compact;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;

/** How much of the heap a scan may take: a bucket that is too large for it ends the scan, and not the process. For one thread. */
public final class ScanMemory {

    private final long most;
    private long taken;

    /** @param most bytes */
    public ScanMemory(long most) {
        this.most = most;
    }

    /**
     * Before the bytes are allocated.
     *
     * @throws RegistryException with {@link Failure.TooLarge} where there is no room for them
     */
    public void take(long bytes) {
        if (taken + bytes > most) {
            throw new RegistryException(
                    new Failure.TooLarge(
                            "the bucket has more objects than garbage collection has room for in " + most
                                    + " bytes of memory; give this process more, or run `registry garbage-collect` where there is more"));
        }
        taken += bytes;
    }

    /** Gives back what was taken. */
    void release(long bytes) {
        taken -= bytes;
    }
}
