package dev.tardigrade.operator.grant;

import java.time.Instant;
import java.util.Optional;

/**
 * When a grant works, by the satellite's clock.
 *
 * @param notBefore first instant at which it works; {@link Instant#MIN} for no limit
 * @param notAfter last instant at which it works; {@link Instant#MAX} for no limit. Before {@code notBefore} where caveats
 *     contradict each other: then it never works
 */
public record Validity(Instant notBefore, Instant notAfter) {

    /** Without limits. */
    public static final Validity ALWAYS = new Validity(Instant.MIN, Instant.MAX);

    public Optional<Instant> start() {
        return notBefore.equals(Instant.MIN) ? Optional.empty() : Optional.of(notBefore);
    }

    public Optional<Instant> end() {
        return notAfter.equals(Instant.MAX) ? Optional.empty() : Optional.of(notAfter);
    }

    public boolean isEmpty() {
        return notAfter.isBefore(notBefore);
    }

    /** When both hold. */
    public Validity and(Validity other) {
        return new Validity(
                notBefore.isAfter(other.notBefore) ? notBefore : other.notBefore,
                notAfter.isBefore(other.notAfter) ? notAfter : other.notAfter);
    }
}
