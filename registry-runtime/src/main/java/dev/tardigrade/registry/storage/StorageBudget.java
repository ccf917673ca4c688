package dev.tardigrade.registry.storage;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long one request may wait for the storage, over all the calls that are made for it. Only such time counts in which at least one of them is
 * under way, and not that in which a client sends or takes bytes; calls that move bytes bring the time with them that these take. Work whose size
 * has no bound, such as a long list, has the whole time again for each step ({@link #renew}). What nobody has given a budget, such as garbage
 * collection, has as much as each of its calls may take.
 *
 * <p>Belongs to the thread that {@link #call} runs in, and to those that take it along ({@link #takenAlong}). Safe for use by all of them.
 */
public final class StorageBudget {

    private static final ScopedValue<StorageBudget> CURRENT = ScopedValue.newInstance();
    private static final StorageBudget ENDLESS = new StorageBudget(Duration.ofNanos(Long.MAX_VALUE), () -> 0);

    private final LongSupplier nanoTime;
    private final long time;
    private long allowed;
    private long waited;
    private long since;
    private int underWay;

    /** @param nanoTime as {@link System#nanoTime} */
    public StorageBudget(Duration time, LongSupplier nanoTime) {
        this.time = time.toNanos();
        this.allowed = this.time;
        this.nanoTime = nanoTime;
    }

    /** That of the request for which this thread works. */
    public static StorageBudget current() {
        return CURRENT.orElse(ENDLESS);
    }

    /** One for work that others wait for, too: it has the whole time, however much of this one is spent. */
    public StorageBudget anew() {
        return this == ENDLESS ? this : new StorageBudget(Duration.ofNanos(time), nanoTime);
    }

    /** Does something within this budget. */
    public <T extends @Nullable Object, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /** As {@link #call}, what gives nothing back. */
    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /** The same work for another thread, within the budget of this one. */
    public static <T> Callable<T> takenAlong(Callable<T> work) {
        StorageBudget budget = current();
        return () -> budget.call(work::call);
    }

    /** From now on, until that is closed, somebody waits for the storage. */
    public synchronized Waiting begin() {
        if (underWay++ == 0) {
            since = nanoTime.getAsLong();
        }
        return this::end;
    }

    private synchronized void end() {
        if (--underWay == 0) {
            waited += nanoTime.getAsLong() - since;
        }
    }

    /** A step of work that has no bound is done: the next one has the whole time. */
    public synchronized void renew() {
        allowed = time;
        waited = 0;
        if (underWay > 0) {
            since = nanoTime.getAsLong();
        }
    }

    /**
     * What is left for a call; zero where nothing is.
     *
     * @param wanted by the call in all
     * @param moving of that, which what it moves brings along
     */
    public synchronized Duration left(Duration wanted, Duration moving) {
        if (this == ENDLESS) {
            return wanted;
        }
        allowed += moving.toNanos();
        long now = underWay > 0 ? nanoTime.getAsLong() - since : 0;
        long left = Math.max(0, allowed - waited - now);
        return wanted.toNanos() < left ? wanted : Duration.ofNanos(left);
    }

    /** Somebody waits for the storage until it is closed. */
    public interface Waiting extends AutoCloseable {

        @Override
        void close();
    }
}
