package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.operator.registry.model.GatewayCredentials;
import dev.tardigrade.operator.registry.model.PodSecrets;
import dev.tardigrade.operator.registry.model.Problem;
import java.util.Optional;

/** What came of the Secret that a spec names. */
public sealed interface Resolution {

    /** It is there, and its content is valid. */
    record Resolved(PodSecrets secrets, Optional<Outlook> outlook) implements Resolution {}

    /** It is there and valid, and credentials are to be made of it. Until they are recorded, what runs runs on with what it has. */
    record Issuing(Optional<PodSecrets> before, GatewayCredentials fresh, Optional<Outlook> outlook)
            implements Resolution {}

    /** It is not, but an earlier one was: what runs runs on with that. */
    record LastGood(PodSecrets secrets, Problem problem, Optional<Outlook> outlook) implements Resolution {}

    /** It is not, and never was. */
    record Unresolved(Problem problem) implements Resolution {}

    /** The same, but where what runs could not be given new credentials because of this problem, none are made. */
    default Resolution heldUpBy(Problem problem) {
        return this instanceof Issuing issuing
                ? issuing.before()
                        .<Resolution>map(secrets -> new LastGood(secrets, problem, issuing.outlook()))
                        .orElse(this)
                : this;
    }

    /** The secrets to work with, where there are any. */
    default Optional<PodSecrets> usable() {
        return switch (this) {
            case Resolved resolved -> Optional.of(resolved.secrets());
            case Issuing issuing -> issuing.before();
            case LastGood lastGood -> Optional.of(lastGood.secrets());
            case Unresolved _ -> Optional.empty();
        };
    }

    /** What is to be recorded before it is used. */
    default Optional<GatewayCredentials> issued() {
        return switch (this) {
            case Issuing issuing -> Optional.of(issuing.fresh());
            case Resolved _, LastGood _, Unresolved _ -> Optional.empty();
        };
    }

    /** What becomes of the credentials in use, where the operator made them. */
    default Optional<Outlook> credentials() {
        return switch (this) {
            case Resolved resolved -> resolved.outlook();
            case Issuing issuing -> issuing.outlook();
            case LastGood lastGood -> lastGood.outlook();
            case Unresolved _ -> Optional.empty();
        };
    }

    /** What is wrong with the Secret, if anything. */
    default Optional<Problem> trouble() {
        return switch (this) {
            case Resolved _, Issuing _ -> Optional.empty();
            case LastGood lastGood -> Optional.of(lastGood.problem());
            case Unresolved unresolved -> Optional.of(unresolved.problem());
        };
    }
}
