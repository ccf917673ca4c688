package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.operator.registry.model.PodSecrets;
import dev.tardigrade.operator.registry.model.Problem;
import java.util.Optional;

/** What came of the Secret that a spec names. */
public sealed interface Resolution {

    /** It is there, and its content is valid. */
    record Resolved(PodSecrets secrets) implements Resolution {}

    /** It is not, but an earlier one was: what runs runs on with that. */
    record LastGood(PodSecrets secrets, Problem problem) implements Resolution {}

    /** It is not, and never was. */
    record Unresolved(Problem problem) implements Resolution {}

    /** The secrets to work with, where there are any. */
    default Optional<PodSecrets> usable() {
        return switch (this) {
            case Resolved resolved -> Optional.of(resolved.secrets());
            case LastGood lastGood -> Optional.of(lastGood.secrets());
            case Unresolved _ -> Optional.empty();
        };
    }

    /** What is wrong with the Secret, if anything. */
    default Optional<Problem> trouble() {
        return switch (this) {
            case Resolved _ -> Optional.empty();
            case LastGood lastGood -> Optional.of(lastGood.problem());
            case Unresolved unresolved -> Optional.of(unresolved.problem());
        };
    }
}
