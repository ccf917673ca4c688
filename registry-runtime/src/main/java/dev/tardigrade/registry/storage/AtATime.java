package dev.tardigrade.registry.storage;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Bounds how much work that holds much memory is under way, however many ask for it. Who comes first is first. */
public final class AtATime {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Semaphore places;
    private final String busy;

    /**
     * @param most at a time
     * @param busy what who waits in vain is told
     */
    public AtATime(int most, String busy) {
        this.places = new Semaphore(most, true);
        this.busy = busy;
    }

    /** What the work gives. Throws what it throws, and {@link Failure.Overloaded} where others have held all places for 20 s. */
    public <T> T call(Supplier<T> work) {
        take();
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private void take() {
        try {
            if (places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new RegistryException(new Failure.Overloaded(busy, RETRY));
    }
}
