package dev.tardigrade.registry.storage;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the memory of what is held whole and is larger than 64 KiB: of large manifests and of long lists. Nearly all of them are smaller, and
 * wait for nobody. Who comes first is first; who has some room and needs more of it, before those who have none.
 */
public final class LargeObjects {

    /** Up to so many bytes count as nothing. */
    public static final int SMALL_BYTES = 64 << 10;

    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final ScopedValue<Holding> CURRENT = ScopedValue.newInstance();

    private final int total;
    private final Duration patience;
    private final String busy;
    private final LongSupplier nanoTime;

    /** After it who has room makes it free where others wait. */
    private final Duration turn;

    /** For so long others count as waiting: those who have waited in vain may come again. */
    private final Duration wanted;

    private final Semaphore free;
    private final AtomicLong waitedAt;

    /** Contents that several hold, each of which is one in memory. */
    private final IdentityHashMap<Object, Share> shares = new IdentityHashMap<>();

    private static final class Share {

        private final int bytes;
        private int users = 1;

        Share(int bytes) {
            this.bytes = bytes;
        }
    }

    /**
     * Nothing is held yet.
     *
     * @param total bytes; what is larger counts as so many
     * @param patience for which room is waited for; who has some keeps it for three times as long, also where others wait
     * @param busy what who waits in vain is told
     * @param nanoTime as {@link System#nanoTime}
     */
    public LargeObjects(int total, Duration patience, String busy, LongSupplier nanoTime) {
        this.total = total;
        this.patience = patience;
        this.busy = busy;
        this.nanoTime = nanoTime;
        this.turn = patience.multipliedBy(3);
        this.wanted = patience.multipliedBy(2);
        this.free = new Semaphore(total, true);
        this.waitedAt = new AtomicLong(nanoTime.getAsLong() - wanted.toNanos() - 1);
    }

    /** Takes room for the work of this thread, where that was {@linkplain Holding#call bound}. As {@link Holding#reserve}. */
    public static void reserveHere(long bytes) {
        if (CURRENT.isBound()) {
            CURRENT.get().reserve(bytes);
        }
    }

    /** As {@link #reserveHere}, but where there is no room at once, takes none and gives false. */
    public static boolean reservesHere(long bytes) {
        return !CURRENT.isBound() || CURRENT.get().reserves(bytes);
    }

    /** Holds nothing yet. */
    public Holding hold() {
        return new Holding();
    }

    /** Does something that has room of its own as soon as it asks for some by {@link #reserveHere}, until it is done. */
    public <T> T during(ScopedValue.CallableOp<T, RuntimeException> work) {
        try (Holding holding = hold()) {
            return holding.call(work);
        }
    }

    private void take(int bytes) {
        if (bytes <= 0 || takes(bytes, Duration.ZERO)) {
            return;
        }
        waitedAt.set(nanoTime.getAsLong());
        if (takes(bytes, patience)) {
            return;
        }
        waitedAt.set(nanoTime.getAsLong());
        throw new RegistryException(new Failure.Overloaded(busy, RETRY));
    }

    /** Also without patience it stands in line: {@code tryAcquire} without a time would pass by those who wait. */
    private boolean takes(int bytes, Duration within) {
        try {
            return free.tryAcquire(bytes, within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What one request holds. For one thread at a time. */
    public final class Holding implements AutoCloseable {

        private final long begin = nanoTime.getAsLong();
        private int own;
        private @Nullable Object shared;

        private Holding() {}

        /** Does something that reads large objects for whoever holds this. */
        public <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
            return ScopedValue.where(CURRENT, this).call(work);
        }

        /**
         * Takes room for an object of so many bytes: in all for the largest one.
         *
         * @throws RegistryException with {@link Failure.Overloaded} where there is none for long
         */
        public void reserve(long bytes) {
            int needed = needed(bytes);
            if (needed > own) {
                if (!passes(needed - own)) {
                    take(needed - own);
                }
                own = needed;
            }
        }

        /** Who has some already does not stand behind those who may be waiting for just that. */
        private boolean passes(int more) {
            return own > 0 && free.tryAcquire(more);
        }

        private boolean reserves(long bytes) {
            int more = needed(bytes) - own;
            if (more > 0 && !passes(more) && !takes(more, Duration.ZERO)) {
                return false;
            }
            own += Math.max(0, more);
            return true;
        }

        private int needed(long bytes) {
            return bytes <= SMALL_BYTES ? 0 : (int) Math.min(bytes, total);
        }

        /** Of all room keeps that for an object of so many bytes. Throws as {@link #reserve}. */
        public void keep(long bytes) {
            reserve(bytes);
            free.release(own - needed(bytes));
            own = needed(bytes);
        }

        /**
         * Keeps room for this object alone, which others may hold, too: all of them together take it once.
         *
         * @throws RegistryException as {@link #reserve}
         */
        public void keep(Object content, int bytes) {
            if (bytes <= SMALL_BYTES || joins(content)) {
                keep(0);
                return;
            }
            keep(bytes);
            synchronized (shares) {
                if (!joins(content)) {
                    shares.put(content, new Share(own));
                    shared = content;
                    own = 0;
                }
            }
            keep(0);
        }

        private boolean joins(Object content) {
            synchronized (shares) {
                Share share = shares.get(content);
                if (share != null) {
                    share.users++;
                    shared = content;
                }
                return share != null;
            }
        }

        /** Whether this has held room for long, and others wait for some. */
        public boolean isOverdue() {
            long now = nanoTime.getAsLong();
            return (own > 0 || shared != null)
                    && now - begin > turn.toNanos()
                    && now - waitedAt.get() <= wanted.toNanos();
        }

        /** Gives all of it back. */
        @Override
        public void close() {
            free.release(own);
            own = 0;
            if (shared != null) {
                leave(shared);
                shared = null;
            }
        }

        private void leave(Object content) {
            synchronized (shares) {
                Share share = shares.get(content);
                if (share != null && --share.users == 0) {
                    shares.remove(content);
                    free.release(share.bytes);
                }
            }
        }
    }
}
