package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.operator.grant.AccessGrant;
import dev.tardigrade.operator.grant.GrantException;
import dev.tardigrade.operator.grant.GrantText;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.vocabulary.Reason;
import java.time.Instant;

/** Decides which grant a gateway gets, from the one that the user gave. The only place that does. */
sealed interface GatewayGrant {

    /** The gateway gets this. */
    record Given(SecretValue grant) implements GatewayGrant {}

    /** What the user gave does not do. */
    record Refused(Problem problem) implements GatewayGrant {}

    /**
     * Decides.
     *
     * @param source names Secret and key, for the message
     */
    static GatewayGrant decide(SecretValue given, String source, Instant now) {
        AccessGrant grant;
        try {
            grant = AccessGrant.parse(GrantText.of(given.reveal()));
        } catch (GrantException e) {
            return new Refused(new Problem(
                    Reason.GRANT_INVALID, "the access grant in %s is not valid. %s".formatted(source, e.getMessage())));
        }
        var end = grant.validity().notAfter();
        return now.isAfter(end)
                ? new Refused(new Problem(
                        Reason.GRANT_EXPIRED,
                        "the access grant in %s ended at %s: put in a new one".formatted(source, end)))
                : new Given(given);
    }
}
