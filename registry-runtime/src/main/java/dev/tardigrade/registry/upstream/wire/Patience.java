package dev.tardigrade.registry.upstream.wire;

import java.time.Duration;

/**
 * How long an upstream is waited for.
 *
 * @param answer until the headers of an answer are there, connecting included
 * @param silence between two pieces of a body
 * @param document until a manifest or a token is there whole
 */
public record Patience(Duration answer, Duration silence, Duration document) {

    public static final Patience DEFAULT =
            new Patience(Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(60));
}
