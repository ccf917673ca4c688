package dev.tardigrade.registry.http.token;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Places for forms that are on their way. Anybody may send one, and let it come slowly: as many as there are places are waited for, as many more
 * wait for a place, and others are told at once. For who waits has a place among all requests, too.
 */
final class FormPlaces {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Semaphore admitted;
    private final Semaphore places;
    private final Duration patience;

    FormPlaces(int atOnce, Duration patience) {
        this.admitted = new Semaphore(2 * atOnce);
        this.places = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    /** What is done with a form. */
    interface Work<T> {
        T call() throws IOException;
    }

    /**
     * Does something that has a place until it is done.
     *
     * @throws RegistryException with {@link Failure.Overloaded} where there is none within the patience, or too many wait already
     */
    <T> T call(Work<T> work) throws IOException {
        if (!admitted.tryAcquire()) {
            throw busy();
        }
        try {
            take();
            try {
                return work.call();
            } finally {
                places.release();
            }
        } finally {
            admitted.release();
        }
    }

    private void take() {
        try {
            if (places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw busy();
    }

    private static RegistryException busy() {
        return new RegistryException(
                new Failure.Overloaded("too many forms are on their way; ask by GET, or later", RETRY));
    }

    /** How many wait for a place. */
    int waiting() {
        return places.getQueueLength();
    }
}
