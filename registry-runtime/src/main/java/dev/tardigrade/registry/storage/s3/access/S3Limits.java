package dev.tardigrade.registry.storage.s3.access;

import java.time.Duration;

/**
 * How long and how often. A call ends within {@code total} plus the time that its bytes take at {@code slowest}.
 *
 * @param connect until there is a connection
 * @param attempt for one request of no size; also the longest silence while an object is read
 * @param total for a call, all attempts and the pauses between them
 * @param slowest bytes a second that a transfer must at least make
 * @param attempts how often a request is sent at most
 * @param connections at most open at the same time for objects that are read as fast as their readers take them, and as many for writes; all that
 *     is soon over has 64 more
 */
public record S3Limits(
        Duration connect, Duration attempt, Duration total, long slowest, int attempts, int connections) {

    /** For a gateway that answers a small request in milliseconds, and may be restarting. */
    public static final S3Limits DEFAULT =
            new S3Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30), 1L << 20, 6, 256);

    public S3Limits {
        if (!connect.isPositive() || !attempt.isPositive() || total.compareTo(attempt) < 0) {
            throw new IllegalArgumentException("time limits are positive, and total at least attempt");
        }
        if (slowest < 1 || attempts < 1 || connections < 1) {
            throw new IllegalArgumentException("slowest, attempts and connections are at least 1");
        }
    }

    /** For one request that moves so many bytes. */
    public Duration attempt(long bytes) {
        return attempt.plus(transfer(bytes));
    }

    /** For a call that moves so many bytes, all attempts and pauses. */
    public Duration total(long bytes) {
        return total.plus(transfer(bytes));
    }

    /** What so many bytes may take of both. */
    public Duration transfer(long bytes) {
        return Duration.ofMillis(Math.ceilDiv(bytes * 1000, slowest));
    }
}
