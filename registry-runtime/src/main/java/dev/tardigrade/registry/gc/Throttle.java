package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.lease.Pace;
import java.time.Duration;
import java.time.Instant;

/** Keeps upkeep from taking all that the store can do. For one thread. */
public final class Throttle {

    private final Pace pace;
    private final Duration apart;
    private Instant next = Instant.MIN;

    /** @param rate most calls a second */
    public Throttle(Pace pace, int rate) {
        this.pace = pace;
        this.apart = Duration.ofSeconds(1).dividedBy(rate);
    }

    /** Waits until the next call may be made. */
    public void take() {
        Instant now = pace.instant();
        if (next.isAfter(now)) {
            pace.pause(Duration.between(now, next));
            next = next.plus(apart);
        } else {
            next = now.plus(apart);
        }
    }
}
