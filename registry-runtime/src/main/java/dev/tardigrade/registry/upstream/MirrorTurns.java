package dev.tardigrade.registry.upstream;

import dev.tardigrade.registry.upstream.wire.Turns;
import java.time.Duration;

/**
 * How much all upstreams together may keep a process busy.
 *
 * @param waiting requests of clients that wait for upstreams; as many again find room for what is here
 * @param fetching blobs that are fetched
 * @param memory bytes of large manifests
 * @param patience of a request that waits for what another one is fetching
 */
record MirrorTurns(Turns waiting, Turns fetching, Turns memory, Duration patience) {

    private static final int FETCHES = 16;
    private static final int MEMORY_BYTES = 4 << 20;
    private static final Duration ROOM = Duration.ofSeconds(10);

    /** @param reads that the process serves at a time */
    static MirrorTurns of(int reads, Duration patience) {
        return new MirrorTurns(
                new Turns(Math.max(1, reads / 2), Duration.ZERO),
                new Turns(FETCHES, patience),
                Turns.ofMemory(MEMORY_BYTES, ROOM),
                patience);
    }
}
