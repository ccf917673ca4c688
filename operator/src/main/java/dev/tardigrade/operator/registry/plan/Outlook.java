package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.operator.registry.model.GatewayCredentials;
import java.time.Instant;

/**
 * What becomes of the credentials in use.
 *
 * @param end last instant at which they work; {@link Instant#MAX} where they have no end
 * @param renewal when they are to be replaced
 */
public record Outlook(GatewayCredentials current, Instant end, Instant renewal) {

    public boolean isOver(Instant now) {
        return now.isAfter(end);
    }

    /** When to look at them again: when they are to be replaced, or end. */
    public Instant next(Instant now) {
        return renewal.isAfter(now) && renewal.isBefore(end) ? renewal : end;
    }
}
