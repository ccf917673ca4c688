package dev.tardigrade.registry.http.message;

import java.time.Duration;

/**
 * How slow a client may be. Only the time counts for which it is waited for, not what the store takes.
 *
 * <p>Each time that it has been waited for twice the grace, as much must have come since the last time as the rate asks for in that time less the
 * grace. So a client that keeps the rate is never too slow, in whatever pieces it sends, and what it sent fast before buys it no time later.
 *
 * @param bytesPerSecond that it must send or take
 * @param grace time that does not count, of each two
 */
public record Pace(long bytesPerSecond, Duration grace) {

    /** Far below any network that images are pushed over, far above what keeps a server busy for nothing. */
    public static final Pace DEFAULT = new Pace(1024, Duration.ofSeconds(30));

    public Pace {
        if (bytesPerSecond < 1 || grace.isNegative()) {
            throw new IllegalArgumentException("no pace to keep");
        }
    }

    /** Measures one body. For one thread. */
    final class Meter {

        /** Since the last time that was looked. */
        private long bytes;

        private long waited;

        /** Throws {@link SlowClientException} where this was too slow. */
        void count(long more, long nanos) throws SlowClientException {
            bytes += more;
            waited += nanos;
            if (waited < 2 * grace.toNanos()) {
                return;
            }
            if (grace.plus(Duration.ofSeconds(bytes / bytesPerSecond)).toNanos() < waited) {
                throw new SlowClientException(
                        "less than " + bytesPerSecond + " bytes a second were transferred; the connection is too slow");
            }
            bytes = 0;
            waited = 0;
        }
    }
}
