package dev.tardigrade.registry.upstream;

import java.time.Duration;

/** A time for which somebody who has failed is left alone, so that each client does not wait for the same failure. */
final class Rest {

    private final long nanos;
    private volatile long end = System.nanoTime();

    Rest(Duration length) {
        this.nanos = length.toNanos();
    }

    void begin() {
        end = System.nanoTime() + nanos;
    }

    boolean isOn() {
        return System.nanoTime() - end < 0;
    }
}
