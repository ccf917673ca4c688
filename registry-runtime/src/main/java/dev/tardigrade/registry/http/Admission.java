package dev.tardigrade.registry.http;

import dev.tardigrade.registry.model.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/** Bounds how many requests are served at a time, in all, and of those that read and those that write. */
final class Admission {

    private final RequestSlots all;
    private final RequestSlots reads;
    private final RequestSlots writes;
    private final Duration patience;
    private final LongSupplier nanoTime;

    /** @param nanoTime as {@link System#nanoTime} */
    Admission(ServerLimits limits, LongSupplier nanoTime) {
        this.patience = limits.patience();
        this.nanoTime = nanoTime;
        this.all = new RequestSlots(limits.requests());
        this.reads = slots(limits.reads(), limits);
        this.writes = slots(limits.writes(), limits);
    }

    private static RequestSlots slots(OptionalInt most, ServerLimits limits) {
        return new RequestSlots(most.orElse(limits.requests()));
    }

    /** What a request wants done. */
    interface Work {

        /** Answers it. */
        void run() throws IOException;
    }

    /**
     * Does it when its turn has come. Who waits among many of its own kind keeps no place from the other. It waits for both together no longer
     * than for one.
     *
     * @param method of the request
     * @throws dev.tardigrade.registry.model.RegistryException with {@link Failure.Overloaded} where that takes too long
     */
    void admit(String method, Work work) throws IOException {
        long begin = nanoTime.getAsLong();
        RequestSlots own = switch (method) {
            case "GET", "HEAD" -> reads;
            default -> writes;
        };
        own.during(patience, () -> all.during(patience.minusNanos(nanoTime.getAsLong() - begin), work));
    }

    int served() {
        return all.taken();
    }
}
