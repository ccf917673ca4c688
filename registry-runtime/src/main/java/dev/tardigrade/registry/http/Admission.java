package dev.tardigrade.registry.http;

import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.model.Failure;
import java.io.IOException;
import java.util.OptionalInt;

/** Bounds how many requests are served at a time, in all, and of those that read and those that write. */
final class Admission {

    private final RequestSlots all;
    private final RequestSlots reads;
    private final RequestSlots writes;

    Admission(ServerLimits limits) {
        this.all = new RequestSlots(limits.requests(), limits.patience());
        this.reads = slots(limits.reads(), limits);
        this.writes = slots(limits.writes(), limits);
    }

    private static RequestSlots slots(OptionalInt most, ServerLimits limits) {
        return new RequestSlots(most.orElse(limits.requests()), limits.patience());
    }

    /** What a request wants done. */
    interface Work {

        /** Answers it. */
        void run() throws IOException;
    }

    /**
     * Does it when its turn has come. Who waits among many of its own kind keeps no place from the other.
     *
     * @throws dev.tardigrade.registry.model.RegistryException with {@link Failure.Overloaded} where that takes too long
     */
    void admit(Exchange exchange, Work work) throws IOException {
        RequestSlots own = switch (exchange.method()) {
            case "GET", "HEAD" -> reads;
            default -> writes;
        };
        own.during(() -> all.during(work));
    }

    int served() {
        return all.taken();
    }
}
