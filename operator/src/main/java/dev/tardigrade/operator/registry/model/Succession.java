package dev.tardigrade.operator.registry.model;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A secret that is replaced while it is in use, for instance a key by which servers sign tokens. Servers believe all of these.
 *
 * @param current in use
 * @param previous was in use before; null where nobody uses it any more
 * @param next will be in use, once all servers have it; null where no change is under way
 * @param since when the last of these changes was made
 */
public record Succession(
        SecretValue current,
        @Nullable SecretValue previous,
        @Nullable SecretValue next,
        Instant since) {

    /** All that are believed. */
    public Stream<SecretValue> believed() {
        return Stream.of(Optional.of(current), before(), after()).flatMap(Optional::stream);
    }

    public Optional<SecretValue> before() {
        return Optional.ofNullable(previous);
    }

    public Optional<SecretValue> after() {
        return Optional.ofNullable(next);
    }
}
