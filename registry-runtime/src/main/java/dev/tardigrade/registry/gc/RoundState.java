package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.layout.RoundEntry;
import dev.tardigrade.registry.layout.RoundId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * How far a round has come.
 *
 * @param entries all objects of the round
 * @param marked when its candidates were complete; {@link Instant#MAX} where they are not
 * @param written when the last of them was, by the store's clock
 * @param swept when it was over; {@link Instant#MAX} where it is not
 */
record RoundState(RoundId id, Set<RoundEntry> entries, Instant written, Instant marked, Instant swept) {

    RoundState {
        entries = Set.copyOf(entries);
    }

    boolean isMarked() {
        return marked.isBefore(Instant.MAX);
    }

    boolean isSwept() {
        return swept.isBefore(Instant.MAX);
    }

    List<RoundEntry.Candidates> batches() {
        return entries.stream()
                .filter(RoundEntry.Candidates.class::isInstance)
                .map(RoundEntry.Candidates.class::cast)
                .sorted((one, other) -> Integer.compare(one.batch(), other.batch()))
                .toList();
    }
}
