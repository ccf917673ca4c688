package dev.tardigrade.operator.registry.apply;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the API server has failed with for a Registry since all went well.
 *
 * @param passes that ended so, one after the other
 * @param slow objects with which it took long; that which failed last is the last one
 */
record Failures(int passes, List<ObjectName> slow) {

    static final Failures NONE = new Failures(0, List.of());

    /** Passes that end with the failure of an object before it is told: they come within some seconds. */
    private static final int PATIENCE = 3;

    Failures {
        slow = List.copyOf(slow);
    }

    /** Whether they may be a hiccup. */
    boolean areFew() {
        return passes < PATIENCE;
    }

    Failures andAPass() {
        return new Failures(passes + 1, slow);
    }

    /** After these have been tried once more. */
    Failures after(Set<ObjectName> tried, Optional<ObjectName> slowly) {
        return new Failures(
                passes,
                Stream.concat(slow.stream().filter(object -> !tried.contains(object)), slowly.stream())
                        .toList());
    }
}
