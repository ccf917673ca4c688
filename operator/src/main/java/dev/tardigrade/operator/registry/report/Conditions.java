package dev.tardigrade.operator.registry.report;

import dev.tardigrade.api.v1alpha1.Condition;
import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.api.v1alpha1.RegistryStatus;
import dev.tardigrade.operator.vocabulary.ConditionType;
import dev.tardigrade.operator.vocabulary.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The conditions of a Registry: what was found now, with the times of what was found before. */
final class Conditions {

    private static final int LONGEST_MESSAGE = 1024;

    private final Map<ConditionType, Finding> findings = new EnumMap<>(ConditionType.class);
    private final Registry registry;
    private final Instant now;

    Conditions(Registry registry, Instant now) {
        this.registry = registry;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    void set(ConditionType type, Finding finding) {
        findings.put(type, finding);
    }

    /** What was found, in the order of the types. */
    List<Finding> findings() {
        return List.copyOf(findings.values());
    }

    /** What was found about this condition, if anything was. */
    Optional<Finding> now(ConditionType type) {
        return Optional.ofNullable(findings.get(type));
    }

    /** What the status said before, as a finding. */
    Optional<Finding> before(ConditionType type) {
        return condition(type)
                .flatMap(condition -> Reason.of(condition.reason())
                        .map(reason -> new Finding(condition.status(), reason, condition.message())));
    }

    /** Since when the condition is as this finding says. */
    Instant since(ConditionType type, Finding finding) {
        return condition(type)
                .filter(condition -> condition.status() == finding.status())
                .map(condition -> Instant.parse(condition.lastTransitionTime()))
                .orElse(now);
    }

    List<Condition> list() {
        return findings.entrySet().stream()
                .map(entry -> condition(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Condition condition(ConditionType type, Finding finding) {
        return new Condition(
                type.word(),
                finding.status(),
                finding.reason().word(),
                shortened(finding.message()),
                since(type, finding).toString(),
                Objects.requireNonNullElse(registry.getMetadata().getGeneration(), 0L));
    }

    private Optional<Condition> condition(ConditionType type) {
        return Optional.ofNullable(registry.getStatus()).map(RegistryStatus::conditions).stream()
                .flatMap(List::stream)
                .filter(condition -> condition.type().equals(type.word()))
                .findFirst();
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 1) + "…";
    }
}
