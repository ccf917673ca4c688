package dev.tardigrade.testing.s3;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Storj's limit: about one write a second for each key, and three at once. */
final class WriteRate {

    private static final double BURST = 3;
    private static final double PER_NANO = 1.0 / Duration.ofSeconds(1).toNanos();

    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    private record Bucket(double tokens, long at, boolean taken) {

        static final Bucket FULL = new Bucket(BURST, System.nanoTime(), true);

        /** What is left after a write is tried: a write that is refused takes nothing. */
        Bucket next(long now) {
            double filled = Math.min(BURST, tokens + (now - at) * PER_NANO);
            return filled < 1 ? new Bucket(filled, now, false) : new Bucket(filled - 1, now, true);
        }
    }

    /** Throws 429 where the key is written too often. */
    void take(String key) {
        long now = System.nanoTime();
        if (!buckets.compute(key, (_, before) -> (before == null ? Bucket.FULL : before).next(now)).taken) {
            throw new S3Error(429, "SlowDown", "Please reduce your request rate.");
        }
    }
}
