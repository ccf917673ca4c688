package dev.tardigrade.registry.http;

import dev.tardigrade.registry.http.message.Pace;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * What clients may take of the server.
 *
 * @param connections open at a time; more wait until one closes
 * @param requests served at a time; more wait for {@code patience}, and are then told to come again
 * @param reads served at a time, of {@code requests}; empty for all of them
 * @param writes likewise
 * @param idle after which a client is given up that sends or takes nothing
 * @param pace that a client must keep that sends or takes a body
 * @param storage that a request may wait for the storage, over all of its calls (see
 *     {@link dev.tardigrade.registry.storage.StorageBudget})
 * @param answers bytes of memory for manifests and lists above 64 KiB that clients get
 */
public record ServerLimits(
        int connections,
        int requests,
        OptionalInt reads,
        OptionalInt writes,
        Duration patience,
        Duration idle,
        Pace pace,
        Duration storage,
        int answers) {

    /** A client's own patience; as long as a single call may take with all of its attempts. */
    static final Duration STORAGE = Duration.ofSeconds(30);

    private static final int MAX_CONNECTIONS = 10_000;
    private static final int FEWEST_REQUESTS = 128;
    private static final int MOST_REQUESTS = 1024;

    /** A share of the heap. At least for two of the largest manifests, and for the making of one of the largest pages. */
    private static final int ANSWERS_SHARE = 16;

    private static final int FEWEST_ANSWER_BYTES = 8 << 20;
    private static final int MOST_ANSWER_BYTES = 64 << 20;

    public ServerLimits {
        if (connections < 1 || requests < 1 || patience.isNegative() || !idle.isPositive()) {
            throw new IllegalArgumentException("nobody could be served within these limits");
        }
    }

    /** Without a bound on reads or writes alone. */
    public ServerLimits(int connections, int requests, Duration patience, Duration idle, Pace pace) {
        this(
                connections,
                requests,
                OptionalInt.empty(),
                OptionalInt.empty(),
                patience,
                idle,
                pace,
                STORAGE,
                MOST_ANSWER_BYTES);
    }

    /** The same with other bounds on reads and writes. */
    public ServerLimits with(OptionalInt mostReads, OptionalInt mostWrites) {
        return new ServerLimits(connections, requests, mostReads, mostWrites, patience, idle, pace, storage, answers);
    }

    /** The same with less or more time for the storage. */
    public ServerLimits withStorage(Duration other) {
        return new ServerLimits(connections, requests, reads, writes, patience, idle, pace, other, answers);
    }

    /** The same with other room for large answers. */
    public ServerLimits withAnswers(int bytes) {
        return new ServerLimits(connections, requests, reads, writes, patience, idle, pace, storage, bytes);
    }

    /** How many requests are served at a time that read. */
    public int mostReads() {
        return Math.min(reads.orElse(requests), requests);
    }

    /** For a process with so large a heap: a request for each MiB of it, whose buffer takes 16 KiB, or 256 where it is one of the first pulls. */
    public static ServerLimits ofHeap(long bytes) {
        return new ServerLimits(
                        MAX_CONNECTIONS,
                        Math.clamp(bytes >> 20, FEWEST_REQUESTS, MOST_REQUESTS),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        Pace.DEFAULT)
                .withAnswers(Math.clamp(bytes / ANSWERS_SHARE, FEWEST_ANSWER_BYTES, MOST_ANSWER_BYTES));
    }
}
