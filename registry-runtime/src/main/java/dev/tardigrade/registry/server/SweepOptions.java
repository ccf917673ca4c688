package dev.tardigrade.registry.server;

import java.time.Duration;

/**
 * How what uploads have left behind is swept.
 *
 * @param interval between two sweeps
 * @param dry only says in the log what would be swept
 */
public record SweepOptions(Duration interval, boolean dry) {

    public SweepOptions {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("sweeps need some time between them, not " + interval);
        }
    }
}
