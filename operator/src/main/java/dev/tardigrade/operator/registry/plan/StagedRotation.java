package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.registry.model.Succession;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Replaces secrets that servers read again when they change, in steps, so that each server believes at any time what is in use: a new one is
 * believed first, comes into use when all servers have it, and is believed on after it was in use, until it ends by age or a newer one takes its
 * place. These are the keys that sign tokens, and the passwords of robots. Refresh tokens, which are good for months, end with their key; their
 * holders log in again.
 */
final class StagedRotation {

    /** After this time all servers have a Secret that was changed: the kubelet looks once a minute. */
    static final Duration SPREAD = Duration.ofMinutes(5);

    /** Access tokens are good for minutes, and who copies the Secret of a robot may do so by the hour. */
    static final Duration SHORTEST_OVERLAP = Duration.ofHours(1);

    /** So that steps do not overtake each other. */
    static final Duration SHORTEST_INTERVAL = Duration.ofMinutes(10);

    private StagedRotation() {}

    /**
     * What there is to be now.
     *
     * @param fresh is asked only where a new one is needed
     */
    static Succession step(Optional<Succession> kept, Rotation rotation, Supplier<SecretValue> fresh, Instant now) {
        var second = now.truncatedTo(ChronoUnit.SECONDS);
        return kept.map(keys -> step(keys, rotation, fresh, second))
                .orElseGet(() -> new Succession(fresh.get(), null, null, second));
    }

    private static Succession step(Succession keys, Rotation rotation, Supplier<SecretValue> fresh, Instant now) {
        var age = Duration.between(keys.since(), now);
        if (keys.next() != null) {
            return age.compareTo(SPREAD) < 0 ? keys : new Succession(keys.next(), keys.current(), null, now);
        }
        if (age.compareTo(longer(rotation.interval(), SHORTEST_INTERVAL)) >= 0) {
            return new Succession(keys.current(), keys.previous(), fresh.get(), now);
        }
        return keys.previous() != null && age.compareTo(longer(rotation.overlap(), SHORTEST_OVERLAP)) >= 0
                ? new Succession(keys.current(), null, null, keys.since())
                : keys;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
