package dev.tardigrade.registry.http.message;

import java.time.Duration;

/**
 * How slow a client may be. Only the time counts for which it is waited for, not what the store takes.
 *
 * @param bytesPerSecond that it must send or take on average
 * @param grace time that it gets before this counts
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

        private long bytes;
        private long waited;

        /** Throws {@link SlowClientException} where this was too slow. */
        void count(long more, long nanos) throws SlowClientException {
            bytes += more;
            waited += nanos;
            Duration needed = grace.plus(Duration.ofSeconds(bytes / bytesPerSecond));
            if (waited > needed.toNanos()) {
                throw new SlowClientException(
                        "less than " + bytesPerSecond + " bytes a second were transferred; the connection is too slow");
            }
        }
    }
}
