package dev.tardigrade.registry.upstream.wire;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Bounds how much is done for upstreams at a time, so that slow ones leave room for all else. */
public final class Turns {

    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Failure BUSY =
            new Failure.UpstreamUnavailable("too much is being fetched from upstreams at the moment", RETRY);

    private final Semaphore free;
    private final Duration patience;
    private final Failure busy;

    /**
     * @param most units at a time
     * @param patience for which a turn is waited for
     */
    public Turns(int most, Duration patience) {
        this(most, patience, BUSY);
    }

    private Turns(int most, Duration patience, Failure busy) {
        this.free = new Semaphore(most, true);
        this.patience = patience;
        this.busy = busy;
    }

    /** Turns of so many bytes of memory; who waits for some in vain is told {@link Failure.Overloaded}, as that is no fault of an upstream. */
    public static Turns ofMemory(int bytes, Duration patience) {
        return new Turns(
                bytes,
                patience,
                new Failure.Overloaded("too many large manifests are being fetched from upstreams", RETRY));
    }

    /** As {@link #during(int, Supplier)}, one unit of it. */
    public <T> T during(Supplier<T> work) {
        return during(1, work);
    }

    /**
     * Does it when its turn has come. Throws {@link Failure.UpstreamUnavailable}, or {@link Failure.Overloaded} for memory, where that takes too long.
     *
     * @param units that it takes meanwhile
     */
    public <T> T during(int units, Supplier<T> work) {
        take(units);
        try {
            return work.get();
        } finally {
            free.release(units);
        }
    }

    /** A turn until it is closed. Throws as {@link #during}. */
    public Turn hold() {
        take(1);
        AtomicBoolean held = new AtomicBoolean(true);
        return () -> {
            if (held.getAndSet(false)) {
                free.release();
            }
        };
    }

    /** What is being done for an upstream, until it is closed for the first time. */
    public interface Turn extends AutoCloseable {

        @Override
        void close();
    }

    private void take(int units) {
        try {
            if (free.tryAcquire(units, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new RegistryException(busy);
    }
}
