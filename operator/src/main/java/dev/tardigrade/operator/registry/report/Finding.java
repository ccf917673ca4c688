package dev.tardigrade.operator.registry.report;

import dev.tardigrade.api.v1alpha1.ConditionStatus;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.vocabulary.Reason;

/** What was found out about one condition. */
record Finding(ConditionStatus status, Reason reason, String message) {

    static Finding yes(String message) {
        return new Finding(ConditionStatus.True, Reason.AS_EXPECTED, message);
    }

    static Finding yes(Reason reason, String message) {
        return new Finding(ConditionStatus.True, reason, message);
    }

    static Finding no(Reason reason, String message) {
        return new Finding(ConditionStatus.False, reason, message);
    }

    static Finding no(Problem problem) {
        return no(problem.reason(), problem.message());
    }

    static Finding unknown(String message) {
        return new Finding(ConditionStatus.Unknown, Reason.PROVISIONING, message);
    }

    static Finding unknown(Problem problem) {
        return new Finding(ConditionStatus.Unknown, problem.reason(), problem.message());
    }

    boolean isTrue() {
        return status == ConditionStatus.True;
    }

    boolean isFalse() {
        return status == ConditionStatus.False;
    }
}
