package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.lease.Leases;
import dev.tardigrade.registry.model.RegistryException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the leases' knowledge fresh and, where it is switched on, collects again and again, in one thread of its own. */
public final class CollectionService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CollectionService.class);

    /** So that replicas which start together do not all collect at once. */
    private static final double SPREAD = 0.2;

    private static final Duration LONGEST_START = Duration.ofSeconds(2);

    private final ScheduledExecutorService thread = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("collector", 0).daemon().factory());
    private final Leases leases;
    private final AtomicLong passes = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong objects = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong marked = new AtomicLong();

    private CollectionService(Leases leases) {
        this.leases = leases;
    }

    /**
     * Starts.
     *
     * @param schedule how often to collect; null for never
     */
    public static CollectionService start(Leases leases, Duration viewAge, @Nullable Schedule schedule) {
        CollectionService service = new CollectionService(leases);
        service.awaitFirstRefresh();
        long half = viewAge.dividedBy(2).toMillis();
        var _ = service.thread.scheduleWithFixedDelay(service::refresh, half, half, TimeUnit.MILLISECONDS);
        if (schedule != null) {
            service.later(schedule, schedule.first());
        }
        return service;
    }

    /**
     * When to collect.
     *
     * @param collector to run
     * @param before done before each pass; it must not throw
     * @param first delay
     * @param interval between passes while nothing is marked
     * @param maturity after which what was marked can be deleted
     */
    public record Schedule(Collector collector, Runnable before, Duration first, Duration interval, Duration maturity) {

        /** The schedule of a server: it begins some minutes after the start. */
        public static Schedule of(Collector collector, Runnable before, CollectionRules rules, Duration interval) {
            Duration first = Duration.ofMinutes(5);
            return new Schedule(
                    collector, before, first.compareTo(interval) < 0 ? first : interval, interval, rules.maturity());
        }
    }

    /** So that the first request need not read it; but a store that does not answer must not keep the server from starting. */
    private void awaitFirstRefresh() {
        CountDownLatch done = new CountDownLatch(1);
        thread.execute(() -> {
            refresh();
            done.countDown();
        });
        try {
            if (!done.await(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("what may be collected is not known yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refresh() {
        try {
            leases.refresh();
        } catch (RegistryException e) {
            // Whoever needs it reads it, and is told why it cannot be read.
            LOG.debug("what may be collected cannot be read: {}", e.getMessage());
        }
    }

    private void later(Schedule schedule, Duration delay) {
        double factor = 1 + SPREAD * RandomGenerator.getDefault().nextDouble();
        var _ = thread.schedule(() -> run(schedule), (long) (delay.toMillis() * factor), TimeUnit.MILLISECONDS);
    }

    private void run(Schedule schedule) {
        Duration next = schedule.interval();
        try {
            schedule.before().run();
            Pass pass = schedule.collector().run();
            passes.incrementAndGet();
            objects.addAndGet(pass.deleted().count());
            bytes.addAndGet(pass.deleted().bytes());
            marked.set(pass.marked());
            if (pass.deleted().count() > 0 || pass.marked() > 0) {
                LOG.info(
                        "garbage collection deleted {} objects of {} bytes and marked {}",
                        pass.deleted().count(),
                        pass.deleted().bytes(),
                        pass.marked());
            }
            if (pass.waiting() && schedule.maturity().compareTo(next) < 0) {
                next = schedule.maturity();
            }
        } catch (RegistryException e) {
            failed.incrementAndGet();
            LOG.warn("garbage collection broke off, and is tried again later: {}", e.getMessage());
        } catch (RuntimeException e) {
            failed.incrementAndGet();
            LOG.error("garbage collection broke off", e);
        }
        if (!thread.isShutdown()) {
            later(schedule, next);
        }
    }

    /** Passes that came to their end. */
    public long passes() {
        return passes.get();
    }

    /** Passes that broke off. */
    public long failures() {
        return failed.get();
    }

    /** Objects deleted so far. */
    public long deletedObjects() {
        return objects.get();
    }

    /** Bytes of these. */
    public long deletedBytes() {
        return bytes.get();
    }

    /** Objects that the last pass marked. */
    public long marked() {
        return marked.get();
    }

    /** What is under way is broken off; another pass, of any process, goes on with it. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
