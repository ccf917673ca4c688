package dev.tardigrade.registry.notifications;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;

/** Brings events to one receiver. Pulls, which are many, do not hold up what changes content. */
final class Courier {

    /** For which events wait at most. */
    static final Duration LONGEST = Duration.ofHours(24);

    private final Receiver receiver;
    private final Tally tally = new Tally();
    private final Lane changes;
    private final Lane pulls;

    Courier(Receiver receiver, EventWriter writer, HttpClient http, InstantSource clock) {
        this.receiver = receiver;
        Post post = new Post(receiver, writer, http);
        this.changes = Lane.start(post, "changes", tally, clock, LONGEST);
        this.pulls = Lane.start(post, "pulls", tally, clock, LONGEST);
    }

    void accept(Event event) {
        if (receiver.wants(event)) {
            switch (event.action()) {
                case PULL -> pulls.accept(event);
                case PUSH, MOUNT, DELETE -> changes.accept(event);
            }
        }
    }

    int pending() {
        return changes.pending() + pulls.pending();
    }

    long delivered() {
        return tally.delivered.get();
    }

    long failed() {
        return tally.failed.get();
    }

    long refused() {
        return tally.refused.get();
    }

    long dropped() {
        return tally.dropped.get();
    }

    long expired() {
        return tally.expired.get();
    }

    /** Takes no more, and lets those that wait go out. */
    void close() {
        changes.close();
        pulls.close();
    }

    /** Waits for its end until that time of {@link System#nanoTime()}, and gives up the rest. */
    void awaitEnd(long end) {
        changes.awaitEnd(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        pulls.awaitEnd(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    }
}
