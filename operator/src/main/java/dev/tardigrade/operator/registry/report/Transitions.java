package dev.tardigrade.operator.registry.report;

import dev.tardigrade.api.v1alpha1.Condition;
import dev.tardigrade.api.v1alpha1.ConditionStatus;
import dev.tardigrade.api.v1alpha1.RegistryStatus;
import dev.tardigrade.operator.vocabulary.ConditionType;
import dev.tardigrade.operator.vocabulary.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is worth an event: a condition that became a failure, changed its reason, or is well again. */
public final class Transitions {

    private static final Set<String> DETAILS = Stream.of(
                    ConditionType.REFERENCES_RESOLVED,
                    ConditionType.STORAGE_READY,
                    ConditionType.GATEWAY_READY,
                    ConditionType.CREDENTIALS_READY)
            .map(ConditionType::word)
            .collect(Collectors.toUnmodifiableSet());

    /** Of Ready and of exposures only these: the others are told by another condition, or pass by themselves. */
    private static final Set<String> OF_THEIR_OWN = Stream.of(
                    Reason.INVALID_SPEC, Reason.FIELD_CONFLICT, Reason.ROUTE_NOT_ACCEPTED, Reason.API_NOT_INSTALLED)
            .map(Reason::word)
            .collect(Collectors.toUnmodifiableSet());

    private Transitions() {}

    /**
     * An event to be.
     *
     * @param reason one word
     */
    public record Transition(boolean warning, String reason, String message) {}

    public static List<Transition> between(@Nullable RegistryStatus before, RegistryStatus after) {
        return after.conditions().stream()
                .flatMap(now -> transition(find(before, now.type()), now, after).stream())
                .toList();
    }

    private static Optional<Transition> transition(Optional<Condition> before, Condition now, RegistryStatus after) {
        var changed = before.filter(
                        was -> was.status() == now.status() && was.reason().equals(now.reason()))
                .isEmpty();
        if (!changed) {
            return Optional.empty();
        }
        if (now.type().equals(ConditionType.READY.word()) && now.status() == ConditionStatus.True) {
            return Optional.of(new Transition(false, "Ready", now.message()));
        }
        if (now.type().equals(ConditionType.DEGRADED.word())) {
            return Optional.of(new Transition(true, ConditionType.DEGRADED.word(), now.message()))
                    .filter(_ -> now.status() == ConditionStatus.True && !isToldBy(after, now));
        }
        var warning = !now.reason().equals(Reason.ROTATING.word());
        return Optional.of(new Transition(warning, now.reason(), now.message()))
                .filter(_ -> now.status() == ConditionStatus.False
                        && (DETAILS.contains(now.type()) || OF_THEIR_OWN.contains(now.reason())));
    }

    /** Whether what stays was told at once, when it came, by a condition of its own. */
    private static boolean isToldBy(RegistryStatus status, Condition degraded) {
        return Reason.of(degraded.reason()).filter(Reason::isPermanent).isPresent()
                && status.conditions().stream()
                        .anyMatch(condition -> condition.status() == ConditionStatus.False
                                && condition.reason().equals(degraded.reason()));
    }

    private static Optional<Condition> find(@Nullable RegistryStatus status, String type) {
        return Optional.ofNullable(status).stream()
                .flatMap(known -> known.conditions().stream())
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }
}
