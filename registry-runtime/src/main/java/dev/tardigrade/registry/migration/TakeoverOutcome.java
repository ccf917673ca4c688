package dev.tardigrade.registry.migration;

import dev.tardigrade.registry.layout.TakeoverNote;
import java.time.Instant;

/** What became of a takeover. */
public sealed interface TakeoverOutcome {

    /** All that can be taken over was; in a dry run, would be. */
    record Finished(TakeoverReport report) implements TakeoverOutcome {}

    /** An earlier run had finished, and nothing was done. */
    record FinishedBefore(TakeoverNote note) implements TakeoverOutcome {}

    /** There is no old registry in this place. */
    record NothingThere() implements TakeoverOutcome {}

    /** Nothing was done, because something was written to the old registry not long ago. */
    record StillWritten(Instant latest) implements TakeoverOutcome {}

    /** Something was written to the old registry meanwhile, so the takeover has to be run again. What it has written stays. */
    record Overtaken(TakeoverReport report) implements TakeoverOutcome {}
}
