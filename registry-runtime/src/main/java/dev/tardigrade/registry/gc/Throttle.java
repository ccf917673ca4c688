package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.lease.Pace;
import java.time.Duration;
import java.time.Instant;

/** Keeps collection from taking all that the store can do. */
final class Throttle {

    private final Pace pace;
    private final Duration apart;
    private Instant next = Instant.MIN;

    Throttle(Pace pace, int rate) {
        this.pace = pace;
        this.apart = Duration.ofSeconds(1).dividedBy(rate);
    }

    void take() {
        Instant now = pace.instant();
        if (next.isAfter(now)) {
            pace.pause(Duration.between(now, next));
            next = next.plus(apart);
        } else {
            next = now.plus(apart);
        }
    }
}
