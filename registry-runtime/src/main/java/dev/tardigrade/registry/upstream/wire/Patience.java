package dev.tardigrade.registry.upstream.wire;

import java.time.Duration;

/**
 * How long an upstream is waited for.
 *
 * @param answer until the headers of an answer are there, connecting included
 * @param silence between two pieces of a body
 * @param document until a manifest or a token is there whole
 * @param slowness for which a body may come more slowly than {@value #BYTES_PER_SECOND} bytes a second; only the time counts that it is waited
 *     for, not what the store takes
 * @param turn until what somebody else is fetching is there, or there is room for fetching it
 */
public record Patience(Duration answer, Duration silence, Duration document, Duration slowness, Duration turn) {

    public static final Patience DEFAULT = new Patience(
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofMinutes(2));

    static final long BYTES_PER_SECOND = 1024;
}
