package dev.tardigrade.operator.registry.model;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Private keys in PEM by which servers sign tokens; servers believe all of them.
 *
 * @param current signs
 * @param previous signed before; null where its tokens have ended
 * @param next will sign, once all servers have it; null where no change is under way
 * @param since when the last of these changes was made
 */
public record TokenKeys(
        SecretValue current,
        @Nullable SecretValue previous,
        @Nullable SecretValue next,
        Instant since) {

    public Optional<SecretValue> before() {
        return Optional.ofNullable(previous);
    }

    public Optional<SecretValue> after() {
        return Optional.ofNullable(next);
    }
}
