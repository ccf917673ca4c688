package dev.tardigrade.operator.registry.report;

import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.vocabulary.ConditionType;
import dev.tardigrade.operator.vocabulary.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sums conditions up: whether all is ready, whether something moves, whether someone must act. */
final class Summary {

    /** So long a failure may last before it counts as one that does not go by itself. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private Summary() {}

    /**
     * What only the summary looks at.
     *
     * @param unapplied that the spec is not carried out
     * @param obstacle what keeps the newest servers from starting
     * @param hindrance what keeps one of them from serving while others serve
     * @param startThoughFull whether servers start with a bucket that is full, and do what can be done
     * @param shortcoming what is not as wanted, while clients can do without it
     */
    record Facts(
            Optional<Problem> specProblem,
            List<Problem> refusals,
            Optional<Finding> unapplied,
            Optional<Rollout> rollout,
            Optional<Finding> obstacle,
            Optional<String> hindrance,
            boolean startThoughFull,
            Optional<Problem> shortcoming) {}

    static void add(Conditions conditions, Facts facts, Instant now) {
        var details = conditions.findings();
        var ready = ready(conditions, facts);
        conditions.set(ConditionType.READY, ready);
        conditions.set(ConditionType.PROGRESSING, progressing(ready));
        conditions.set(
                ConditionType.DEGRADED,
                degraded(conditions, ready, details, now)
                        .or(() -> facts.shortcoming().map(problem -> degraded(conditions, problem, now)))
                        .orElseGet(() -> Finding.no(Reason.AS_EXPECTED, "no failure has lasted for 5 minutes")));
    }

    private static Finding ready(Conditions conditions, Facts facts) {
        return facts.specProblem()
                .or(() -> facts.refusals().stream().findFirst())
                .map(Finding::no)
                .or(() -> failing(conditions, ConditionType.REFERENCES_RESOLVED, Reason.REFERENCES_NOT_RESOLVED))
                .or(() -> failing(conditions, ConditionType.GATEWAY_READY, Reason.GATEWAY_NOT_READY))
                .or(() -> failing(conditions, ConditionType.STORAGE_READY, Reason.STORAGE_NOT_READY)
                        .filter(_ -> !isBorne(conditions, facts)))
                .or(facts::unapplied)
                .or(() -> incomplete(facts))
                .or(() -> failing(conditions, ConditionType.EXPOSURE_READY, Reason.EXPOSURE_NOT_READY))
                .orElseGet(() -> Finding.yes(facts.rollout().map(Rollout::text).orElse("")));
    }

    private static Optional<Finding> failing(Conditions conditions, ConditionType type, Reason reason) {
        return conditions.now(type).filter(Finding::isFalse).map(finding -> Finding.no(reason, finding.message()));
    }

    /** Whether the storage fails in what servers can do without. */
    private static boolean isBorne(Conditions conditions, Facts facts) {
        return facts.startThoughFull()
                && conditions
                        .now(ConditionType.STORAGE_READY)
                        .filter(finding -> finding.reason() == Reason.QUOTA_EXCEEDED)
                        .isPresent();
    }

    private static Optional<Finding> incomplete(Facts facts) {
        if (facts.rollout().isEmpty()) {
            return Optional.of(Finding.no(Reason.PROVISIONING, "the objects of the registry are being made"));
        }
        var rollout = facts.rollout().get();
        if (rollout.complete()) {
            return Optional.empty();
        }
        return facts.obstacle()
                .or(rollout::obstacle)
                .or(() -> Optional.of(Finding.no(
                        rollout.replaces() ? Reason.ROLLOUT_IN_PROGRESS : Reason.PROVISIONING,
                        facts.hindrance()
                                .map(hindrance -> rollout.text() + "; " + hindrance)
                                .orElseGet(rollout::text))));
    }

    private static Finding progressing(Finding ready) {
        return switch (ready.reason()) {
            case PROVISIONING, ROLLOUT_IN_PROGRESS, EXPOSURE_NOT_READY -> Finding.yes(ready.reason(), ready.message());
            default -> Finding.no(Reason.AS_EXPECTED, "nothing is being changed");
        };
    }

    private static Optional<Finding> degraded(
            Conditions conditions, Finding ready, List<Finding> details, Instant now) {
        var permanent = details.stream()
                .filter(finding -> finding.isFalse() && finding.reason().isPermanent())
                .findFirst()
                .or(() -> Optional.of(ready)
                        .filter(finding -> finding.isFalse() && finding.reason().isPermanent()));
        return permanent
                .or(() -> Optional.of(ready)
                        .filter(Finding::isFalse)
                        .filter(finding -> hasLasted(conditions.since(ConditionType.READY, finding), now)))
                .map(finding -> Finding.yes(finding.reason(), finding.message()));
    }

    /** It shows in no other condition, so that its time is counted here: as long as it may go by itself, nothing is known. */
    private static Finding degraded(Conditions conditions, Problem shortcoming, Instant now) {
        var lasting = Finding.yes(shortcoming.reason(), shortcoming.message());
        var young = Finding.unknown(shortcoming);
        var told = conditions
                .before(ConditionType.DEGRADED)
                .filter(before -> before.isTrue() && before.reason() == shortcoming.reason());
        return shortcoming.reason().isPermanent()
                        || told.isPresent()
                        || hasLasted(conditions.since(ConditionType.DEGRADED, young), now)
                ? lasting
                : young;
    }

    private static boolean hasLasted(Instant since, Instant now) {
        return !since.plus(PATIENCE).isAfter(now);
    }
}
