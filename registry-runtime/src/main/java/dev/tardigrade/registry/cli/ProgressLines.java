package dev.tardigrade.registry.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Says how far a long command has come, a line every few seconds. */
final class ProgressLines {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final PrintWriter err;
    private final InstantSource clock;
    private Instant next;

    ProgressLines(PrintWriter err, InstantSource clock) {
        this.err = err;
        this.clock = clock;
        this.next = clock.instant().plus(PAUSE);
    }

    synchronized void show(String line) {
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            next = now.plus(PAUSE);
            err.println(line);
            err.flush();
        }
    }
}
