package dev.tardigrade.operator.registry.objects.frame;

import java.time.Duration;

/** How a server pod ends: it still serves while the news spreads, then finishes what it began. Its gateway ends after it. */
public final class Shutdown {

    /** Serves on, until proxies have heard that this pod goes. */
    public static final Duration SPREAD = Duration.ofSeconds(5);

    /** Finishes requests, and hands open uploads over. */
    public static final Duration DRAIN = Duration.ofSeconds(30);

    /** After this all is killed: both of the above, 2 s for the gateway, and some to spare. */
    public static final Duration GRACE = Duration.ofSeconds(60);

    private Shutdown() {}
}
