package dev.tardigrade.registry.notifications;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings events of one kind to one receiver, one at a time and in their order. What it does not take for now is tried again; where it takes this
 * one event again and again not, and others it does, the others go first. Those that wait are bounded in number and age: the rest is dropped.
 */
final class Lane {

    /** Events that wait at most. */
    static final int CAPACITY = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 20;

    private final Post post;
    private final Receiver receiver;
    private final Tally tally;
    private final InstantSource clock;
    private final Duration longest;
    private final BlockingDeque<Waiting> waiting = new LinkedBlockingDeque<>();
    private final Semaphore room = new Semaphore(CAPACITY);
    private final Thread thread;
    private volatile boolean closing;

    /** Tries that failed, since one did not. Of the thread alone. */
    private int failures;

    private Lane(Post post, String kind, Tally tally, InstantSource clock, Duration longest) {
        this.post = post;
        this.receiver = post.receiver();
        this.tally = tally;
        this.clock = clock;
        this.longest = longest;
        this.thread = Thread.ofVirtual()
                .name("notifications-" + receiver.name() + "-" + kind)
                .unstarted(this::work);
    }

    /** @param longest time that an event waits */
    static Lane start(Post post, String kind, Tally tally, InstantSource clock, Duration longest) {
        Lane lane = new Lane(post, kind, tally, clock, longest);
        lane.thread.start();
        return lane;
    }

    /**
     * An event that waits.
     *
     * @param tries that failed
     */
    private record Waiting(Event event, Instant since, int tries) {

        Waiting triedAgain() {
            return new Waiting(event, since, tries + 1);
        }
    }

    void accept(Event event) {
        if (room.tryAcquire()) {
            waiting.addLast(new Waiting(event, clock.instant(), 0));
        } else if (tally.dropped.getAndIncrement() % CAPACITY == 0) {
            LOG.error("notifications to {} are dropped: {} wait already", receiver.name(), CAPACITY);
        }
    }

    private void work() {
        try {
            while (!closing || !waiting.isEmpty()) {
                Waiting next = waiting.pollFirst(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    handle(next);
                }
            }
        } catch (InterruptedException _) {
            // The process ends, and the receiver did not take them in time.
            tally.dropped.addAndGet(pending());
        }
    }

    private void handle(Waiting next) throws InterruptedException {
        if (!clock.instant().isBefore(next.since.plus(longest))) {
            room.release();
            tally.expired.incrementAndGet();
            LOG.error(
                    "an event for the receiver of notifications {} is given up after {} h and {} tries: {} of {}",
                    receiver.name(),
                    longest.toHours(),
                    next.tries,
                    next.event.action().word(),
                    next.event.target().repository());
            return;
        }
        switch (post.send(next.event, next.tries == 0)) {
            case DELIVERED -> done(tally.delivered);
            case REFUSED -> done(tally.refused);
            case AWAY -> {
                Waiting again = next.triedAgain();
                if (again.tries < receiver.threshold() || !passedBy(waiting.pollFirst(), again)) {
                    rest();
                    waiting.addFirst(again);
                }
            }
            case NOT_NOW -> {
                rest();
                Waiting again = next.triedAgain();
                if (again.tries < receiver.threshold()) {
                    waiting.addFirst(again);
                } else {
                    waiting.addLast(again);
                }
            }
        }
    }

    /**
     * Whether the receiver takes the next event and not this one, which then goes behind all others: it may be what this one says that breaks the
     * connection. Tried at once after it, so that an outage that ends does not change the order. Otherwise the next one is again the next.
     */
    private boolean passedBy(@Nullable Waiting other, Waiting stuck) throws InterruptedException {
        if (other == null) {
            return false;
        }
        switch (post.send(other.event, other.tries == 0)) {
            case DELIVERED -> {
                tally.failed.incrementAndGet();
                done(tally.delivered);
                waiting.addLast(stuck);
                return true;
            }
            case REFUSED -> done(tally.refused);
            case AWAY, NOT_NOW -> {
                tally.failed.incrementAndGet();
                waiting.addFirst(other.triedAgain());
            }
        }
        return false;
    }

    private void done(AtomicLong count) {
        failures = 0;
        room.release();
        count.incrementAndGet();
    }

    private void rest() throws InterruptedException {
        tally.failed.incrementAndGet();
        failures++;
        Thread.sleep(pause());
    }

    private Duration pause() {
        if (failures < receiver.threshold()) {
            return receiver.pause().dividedBy(receiver.threshold());
        }
        int doublings = Math.min(failures - receiver.threshold(), MOST_DOUBLINGS);
        Duration pause = receiver.pause().multipliedBy(1L << doublings);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** Events that wait or are under way. */
    int pending() {
        return CAPACITY - room.availablePermits();
    }

    /** Takes no more, and lets those that wait go out. */
    void close() {
        closing = true;
    }

    /** Waits for its end until then, and gives up the rest. */
    void awaitEnd(Duration patience) {
        try {
            if (!thread.join(patience)) {
                thread.interrupt();
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            thread.interrupt();
        }
    }
}
