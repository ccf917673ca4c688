package dev.tardigrade.registry.cli.invocation;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Says how far a long command has come, a line every few seconds. */
public final class ProgressLines {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final PrintWriter err;
    private final InstantSource clock;
    private Instant next;

    /** @param err where lines go */
    public ProgressLines(PrintWriter err, InstantSource clock) {
        this.err = err;
        this.clock = clock;
        this.next = clock.instant().plus(PAUSE);
    }

    /** Prints it if the last line was printed long enough ago. */
    public synchronized void show(String line) {
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            next = now.plus(PAUSE);
            err.println(line);
            err.flush();
        }
    }
}
