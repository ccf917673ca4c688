package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.api.v1alpha1.RegistrySpec;
import dev.tardigrade.operator.registry.model.GatewayCredentials;
import dev.tardigrade.operator.vocabulary.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When credentials are replaced.
 *
 * @param interval from one issue to the next
 * @param overlap how long credentials go on working after their replacement was due
 */
record Rotation(Duration interval, Duration overlap) {

    Rotation {
        if (!interval.isPositive() || !overlap.isPositive()) {
            throw new IllegalArgumentException("interval and overlap of a rotation are positive");
        }
    }

    static Rotation of(RegistrySpec spec) {
        var rotation = spec.credentials().rotation();
        return new Rotation(length(rotation.interval()), length(rotation.overlap()));
    }

    private static Duration length(CharSequence text) {
        return DurationText.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("the schema lets no other lengths through"));
    }

    /** When credentials that are issued now are to end. */
    Instant end(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS).plus(interval).plus(overlap);
    }

    /**
     * When to replace these.
     *
     * @param end of these
     * @param latest when new ones could end at most
     */
    Instant due(GatewayCredentials current, Instant end, Instant latest) {
        var byInterval = current.issued().plus(interval);
        if (!latest.isAfter(end)) {
            return byInterval;
        }
        var byEnd = end.equals(Instant.MAX) ? Instant.MAX : end.minus(overlap);
        return byEnd.isBefore(byInterval) ? byEnd : byInterval;
    }

    /**
     * Until when a replacement that is due waits for servers that have yet to get what is to be replaced. Given something newer they would all
     * begin anew, and where that takes longer than an interval none would ever end; what they have now would, with all of them.
     */
    Instant patience(Instant due) {
        return due.plus(overlap.dividedBy(2));
    }
}
