package dev.tardigrade.registry.cluster;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows that a call comes from a replica of this registry, and when it was made.
 *
 * @param nonce different for each call
 * @param mac of call, time and nonce
 */
public record PeerStamp(Instant time, UUID nonce, String mac) {

    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,15})\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([A-Za-z0-9_-]{1,64})");

    /** Reads what {@link #toString} writes; empty where it is something else. */
    public static Optional<PeerStamp> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        return matcher.matches()
                ? Optional.of(new PeerStamp(
                        Instant.ofEpochMilli(Long.parseLong(matcher.group(1))),
                        UUID.fromString(matcher.group(2)),
                        matcher.group(3)))
                : Optional.empty();
    }

    /** As it stands in a header. */
    @Override
    public String toString() {
        return time.toEpochMilli() + "." + nonce + "." + mac;
    }
}
