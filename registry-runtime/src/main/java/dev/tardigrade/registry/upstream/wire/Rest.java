package dev.tardigrade.registry.upstream.wire;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.time.Duration;
import java.util.Optional;

/** A time for which somebody who has failed is left alone, so that each client does not wait for the same failure. */
final class Rest {

    private final long nanos;
    private volatile long end = System.nanoTime();
    private volatile Optional<Refusal> refusal = Optional.empty();

    private record Refusal(Failure failure, long end) {}

    Rest(Duration length) {
        this.nanos = length.toNanos();
    }

    /** As somebody who could not answer. */
    void begin() {
        end = System.nanoTime() + nanos;
    }

    /** As somebody who wants to be asked nothing. */
    void begin(Failure failure) {
        begin();
        refusal = Optional.of(new Refusal(failure, System.nanoTime() + nanos));
    }

    boolean isOn() {
        return System.nanoTime() - end < 0;
    }

    /** Throws the failure again where nothing may be asked. */
    void requireOver() {
        refusal.filter(last -> System.nanoTime() - last.end < 0).ifPresent(last -> {
            throw new RegistryException(last.failure);
        });
    }
}
