package dev.tardigrade.registry.server;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done from time to time while a registry serves. A task that fails is done again at the next time. */
final class Housekeeping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    /** So that a long one does not keep the others waiting. */
    private static final int THREADS = 2;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            THREADS, Thread.ofPlatform().name("housekeeping-", 0).daemon().factory());

    /**
     * Does something again and again.
     *
     * @param first how long to wait before the first time
     * @param pause between the end of one time and the beginning of the next
     */
    void every(Duration first, Duration pause, Runnable task) {
        var _ = threads.scheduleWithFixedDelay(
                () -> run(task), first.toMillis(), Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("housekeeping failed; it is tried again", e);
        }
    }

    /** Ends at once; what is under way is broken off. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
