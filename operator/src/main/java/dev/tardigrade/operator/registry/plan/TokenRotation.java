package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.registry.model.TokenKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Replaces the keys that sign tokens, in steps, so that each access token is believed by each server at any time: a new key is believed first,
 * signs when all servers have it, and is believed on after it signed for the last time, until it ends by age or a newer one takes its place.
 * Refresh tokens, which are good for months, end with their key; their holders log in again.
 */
final class TokenRotation {

    /** After this time all servers have a Secret that was changed: the kubelet looks once a minute. */
    static final Duration SPREAD = Duration.ofMinutes(5);

    /** Access tokens are good for minutes. */
    static final Duration SHORTEST_OVERLAP = Duration.ofHours(1);

    /** So that steps do not overtake each other. */
    static final Duration SHORTEST_INTERVAL = Duration.ofMinutes(10);

    private TokenRotation() {}

    /** The keys that there are to be now. */
    static TokenKeys step(Optional<TokenKeys> kept, Rotation rotation, SecretValue fresh, Instant now) {
        var second = now.truncatedTo(ChronoUnit.SECONDS);
        return kept.map(keys -> step(keys, rotation, fresh, second))
                .orElseGet(() -> new TokenKeys(fresh, null, null, second));
    }

    private static TokenKeys step(TokenKeys keys, Rotation rotation, SecretValue fresh, Instant now) {
        var age = Duration.between(keys.since(), now);
        if (keys.next() != null) {
            return age.compareTo(SPREAD) < 0 ? keys : new TokenKeys(keys.next(), keys.current(), null, now);
        }
        if (age.compareTo(longer(rotation.interval(), SHORTEST_INTERVAL)) >= 0) {
            return new TokenKeys(keys.current(), keys.previous(), fresh, now);
        }
        return keys.previous() != null && age.compareTo(longer(rotation.overlap(), SHORTEST_OVERLAP)) >= 0
                ? new TokenKeys(keys.current(), null, null, keys.since())
                : keys;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
