package dev.tardigrade.registry.retention;

import java.time.Instant;
import java.util.PriorityQueue;

/** When the oldest of the newest was, of any number of moments: it keeps so many of them, and no more. */
final class Newest {

    private final int count;
    private final PriorityQueue<Instant> kept = new PriorityQueue<>();

    /** @param count how many are the newest; 0 for none */
    Newest(int count) {
        this.count = count;
    }

    void add(Instant moment) {
        kept.add(moment);
        if (kept.size() > count) {
            kept.remove();
        }
    }

    /** Whether this one is among the newest. Those of one moment are alike, so there may be more of them than the count. */
    boolean includes(Instant moment) {
        Instant oldest = kept.peek();
        return count > 0 && (kept.size() < count || oldest == null || !moment.isBefore(oldest));
    }
}
