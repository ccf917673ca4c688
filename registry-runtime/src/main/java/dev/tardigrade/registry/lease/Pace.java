package dev.tardigrade.registry.lease;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time as it passes for this process: never set back, and waited for. */
public interface Pace extends InstantSource {

    /** Waits. Where the thread is interrupted it returns early, still interrupted. */
    void pause(Duration time);

    /** The machine's steady clock, which nobody can set. It begins at what the wall clock shows now. */
    static Pace steady(InstantSource wallClock) {
        Instant start = wallClock.instant();
        long origin = System.nanoTime();
        return new Pace() {

            @Override
            public Instant instant() {
                return start.plusNanos(System.nanoTime() - origin);
            }

            @Override
            public void pause(Duration time) {
                try {
                    Thread.sleep(time);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}
