package dev.tardigrade.testing.turns;

import dev.tardigrade.registry.lease.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Lets many actors take turns, one at a time and in an order that a seed alone decides: each call of the store is a point where another one may
 * go on. Time is simulated, and passes with each turn.
 */
public final class Turns implements Pace {

    private static final int LONGEST_TURN_MILLIS = 600;

    private final Random random;
    private final List<Actor> actors = new ArrayList<>();
    private final Semaphore parked = new Semaphore(0);
    private static final ThreadLocal<@Nullable Actor> SELF = new ThreadLocal<>();
    private volatile Instant now;

    public Turns(long seed, Instant start) {
        this.random = new Random(seed);
        this.now = start;
    }

    private static final class Actor {

        private final Semaphore turn = new Semaphore(0);
        private volatile Instant wakes = Instant.MIN;
        private volatile boolean finished;
        private volatile @Nullable Throwable failed;
    }

    /** Adds an actor, to be run by {@link #run}. */
    public void add(Runnable work) {
        Actor actor = new Actor();
        actors.add(actor);
        Thread.ofPlatform().daemon().start(() -> {
            SELF.set(actor);
            actor.turn.acquireUninterruptibly();
            try {
                work.run();
            } catch (Throwable e) {
                actor.failed = e;
            } finally {
                actor.finished = true;
                parked.release();
            }
        });
    }

    /** Runs all actors to their end. Throws what one of them throws. */
    public void run() {
        while (true) {
            List<Actor> alive = actors.stream().filter(actor -> !actor.finished).toList();
            if (alive.isEmpty()) {
                return;
            }
            Instant first = alive.stream()
                    .map(actor -> actor.wakes)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            if (first.isAfter(now)) {
                now = first;
            }
            List<Actor> awake =
                    alive.stream().filter(actor -> !actor.wakes.isAfter(now)).toList();
            Actor next = awake.get(random.nextInt(awake.size()));
            now = now.plusMillis(random.nextInt(LONGEST_TURN_MILLIS));
            next.turn.release();
            parked.acquireUninterruptibly();
            Throwable failed = next.failed;
            if (failed != null) {
                throw new AssertionError("an actor failed at " + now, failed);
            }
        }
    }

    /** To be called by an actor wherever another one may go on. Threads that actors start go on with them. */
    public void step() {
        Actor actor = SELF.get();
        if (actor != null) {
            parked.release();
            actor.turn.acquireUninterruptibly();
        }
    }

    /** Whether this thread takes turns. */
    public boolean isActor() {
        return SELF.get() != null;
    }

    /** Moves the time on, while no actor runs. */
    public void advance(Duration time) {
        now = now.plus(time);
    }

    @Override
    public void pause(Duration time) {
        Actor actor = SELF.get();
        if (actor == null) {
            advance(time);
        } else {
            actor.wakes = now.plus(time);
            step();
        }
    }

    @Override
    public Instant instant() {
        return now;
    }
}
