package dev.tardigrade.registry.http;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds how many requests are served at a time. Those that wait hold nothing but a virtual thread. */
final class RequestSlots {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Semaphore free;
    private final int size;

    RequestSlots(int size) {
        this.free = new Semaphore(size, true);
        this.size = size;
    }

    /** Does something while it has one. Throws {@link Failure.Overloaded} where none becomes free in that time. */
    void during(Duration patience, Admission.Work work) throws IOException {
        take(patience);
        try {
            work.run();
        } finally {
            free.release();
        }
    }

    private void take(Duration patience) {
        try {
            if (free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new RegistryException(new Failure.Overloaded("too many requests are served at the moment", RETRY));
    }

    int taken() {
        return size - free.availablePermits();
    }
}
