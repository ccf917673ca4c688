package dev.tardigrade.registry.cache;

import java.time.Duration;

/**
 * How much is kept, and for how long.
 *
 * @param bytes of all entries together
 * @param timeToLive after which an entry is read again, so that what other replicas delete or move is seen; zero keeps nothing
 */
public record CacheLimits(long bytes, Duration timeToLive) {

    public CacheLimits {
        if (bytes < 0 || timeToLive.isNegative()) {
            throw new IllegalArgumentException("a cache cannot keep " + bytes + " bytes for " + timeToLive);
        }
    }
}
