package dev.tardigrade.registry.upload;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.StorageBudget;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One upload as its client sees it. Takes one request at a time; another one meanwhile is refused. */
final class UploadSession {

    private static final Logger LOG = LoggerFactory.getLogger(UploadSession.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** As long as a request waits for the store: for no longer is an upload put into the bucket that could as well stay. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RepositoryName repository;
    private final BlobWriter writer;
    private final Life life;
    private final InstantSource clock;

    /** Of the one request that is served. */
    private final ReentrantLock turn = new ReentrantLock();

    /** Of whoever changes it: that request, or this process on its own. */
    private final ReentrantLock busy = new ReentrantLock();

    private volatile State state = State.OPEN;
    private volatile boolean leaving;
    private volatile @Nullable Thread worker;
    private volatile long stored;
    private volatile Instant lastUse;

    private enum State {
        OPEN,
        /** Published or dropped. */
        ENDED,
        /** In the bucket, for another process. */
        LEFT
    }

    /** How long an upload lasts. */
    enum Life {
        /** One request: where that breaks off, nobody can go on with it. */
        ONE_REQUEST,
        MANY_REQUESTS
    }

    UploadSession(RepositoryName repository, BlobWriter writer, Life life, InstantSource clock) {
        this.repository = repository;
        this.writer = writer;
        this.life = life;
        this.clock = clock;
        this.stored = writer.size();
        this.lastUse = clock.instant();
    }

    RepositoryName repository() {
        return repository;
    }

    /** Number of bytes taken so far. */
    long stored() {
        return stored;
    }

    /**
     * Number of bytes taken so far. Whether it goes on here is waited for, as whoever asks may be about to send bytes; a request that sends some
     * already is not.
     */
    long position() {
        if (!turn.isLocked()) {
            hold();
            try {
                leaveIfDue();
                requireOpen();
            } finally {
                busy.unlock();
            }
        }
        return stored;
    }

    /** Whether it takes nothing more here, and nothing of it is under way any more. Whoever works on it asks when that is done. */
    boolean isOver() {
        return state != State.OPEN && !busy.isLocked();
    }

    boolean isIdleSince(Instant time) {
        return !busy.isLocked() && lastUse.isBefore(time);
    }

    /** Adds bytes. Those that came before the client broke off stay; after a failure of ours the session has ended. */
    void append(Chunk chunk) throws IOException {
        begin();
        try {
            take(chunk, false);
        } finally {
            done();
        }
    }

    /** Adds the last bytes and publishes the blob. Where the bytes do not come as they should, the session goes on; after any other failure it has ended. */
    void finish(Chunk chunk, Digest digest) throws IOException {
        begin();
        try {
            take(chunk, true);
            state = State.ENDED;
            publish(digest);
        } finally {
            done();
        }
    }

    private void publish(Digest digest) throws IOException {
        try {
            writer.publish(digest);
        } catch (IOException | RuntimeException | Error e) {
            drop(e);
            throw e;
        }
        writer.close();
    }

    /** Drops all bytes. */
    void cancel() {
        begin();
        try {
            end();
        } finally {
            done();
        }
    }

    /** Drops all bytes, unless a request is under way. */
    void giveUp() {
        if (busy.tryLock()) {
            try {
                if (state == State.OPEN) {
                    end();
                }
            } finally {
                busy.unlock();
            }
        }
    }

    private void begin() {
        takeTurn();
        try {
            hold();
        } catch (RegistryException e) {
            turn.unlock();
            throw e;
        }
        worker = Thread.currentThread();
    }

    /**
     * What this process does on its own is done in a moment, or waits for the store; the client waits with it as long as it would for the store, and
     * is told what has become of its upload.
     */
    private void hold() {
        await(busy);
        try {
            requireOpen();
        } catch (RegistryException e) {
            busy.unlock();
            throw e;
        }
    }

    private static void await(ReentrantLock lock) {
        StorageBudget budget = StorageBudget.current();
        try (var _ = budget.begin()) {
            if (!lockWithin(lock, budget.left(PATIENCE, Duration.ZERO))) {
                throw new RegistryException(new Failure.StorageUnavailable(
                        "this upload is on its way to the bucket, which takes long", RETRY));
            }
        }
    }

    private void takeTurn() {
        if (turn.tryLock()) {
            return;
        }
        if (!leaving) {
            throw new RegistryException(
                    new Failure.UploadInvalid("another request is sending bytes of this upload at the moment"));
        }
        // That one is about to be broken off, if it is not already.
        await(turn);
    }

    private void requireOpen() {
        switch (state) {
            case OPEN -> {}
            case ENDED -> throw new RegistryException(new Failure.UploadUnknown("this upload has ended"));
            case LEFT ->
                throw new RegistryException(new Failure.UploadMoved("this upload goes on in another replica", RETRY));
        }
    }

    private void done() {
        worker = null;
        lastUse = clock.instant();
        turn.unlock();
        try {
            rest();
        } finally {
            busy.unlock();
        }
    }

    /** Also where the client broke off: it may never come back for its bytes. */
    private void rest() {
        leaveIfDue();
        if (state == State.OPEN) {
            ours(writer::pause);
        }
    }

    private void end() {
        state = State.ENDED;
        writer.close();
    }

    /** Nothing can be added after a failure of ours: what was hashed and what was stored may differ then. */
    private void ours(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            fail(e);
            throw e;
        }
    }

    private void fail(Throwable cause) {
        state = State.ENDED;
        drop(cause);
    }

    private void drop(Throwable cause) {
        if (cause instanceof RegistryException failed && failed.failure() instanceof Failure.StorageUnavailable) {
            writer.abandon();
        } else {
            writer.close();
        }
    }

    private void take(Chunk chunk, boolean last) throws IOException {
        try {
            chunk.requireAt(stored, writer.isComplete());
            chunk.appendTo(writer, last);
        } catch (RuntimeException e) {
            if (!isOfClient(e)) {
                fail(e);
            }
            throw e;
        } finally {
            stored = state == State.OPEN ? writer.size() : stored;
        }
    }

    private static boolean isOfClient(RuntimeException e) {
        return e instanceof RegistryException failed
                && (failed.failure() instanceof Failure.ChunkOutOfOrder
                        || failed.failure() instanceof Failure.SizeInvalid);
    }

    /** To be called now and then: says in the bucket that it goes on, and gives up memory that it does not use where that is short. */
    void tend() {
        writer.touch();
        if (busy.tryLock()) {
            try {
                rest();
            } finally {
                busy.unlock();
            }
        }
    }

    /**
     * Goes to the bucket where it has bytes on the disk and no request is under way. Where the bucket does not take them it stays as it is.
     *
     * @return whether the bucket did not take them
     */
    boolean failsToMakeRoom() {
        if (life == Life.ONE_REQUEST) {
            return false;
        }
        return busy.tryLock() && new StorageBudget(PATIENCE, System::nanoTime).call(this::failsToMove);
    }

    private boolean failsToMove() {
        try {
            return state == State.OPEN && writer.isSpooled() && !hasMoved();
        } finally {
            try {
                leaveIfDue();
            } finally {
                busy.unlock();
            }
        }
    }

    private void leaveIfDue() {
        if (state == State.OPEN && leaving) {
            park();
        }
    }

    private boolean hasMoved() {
        try {
            writer.park();
            state = State.LEFT;
            writer.leave();
            return true;
        } catch (RuntimeException e) {
            LOG.warn("an upload that pauses could not be put into the bucket; it stays here, and is tried again", e);
            return false;
        }
    }

    Instant lastUse() {
        return lastUse;
    }

    /** From now on it goes to the bucket as soon as the request under way has ended; at once where there is none, if another one may come. */
    void leaveSoon() {
        if (life == Life.ONE_REQUEST) {
            return;
        }
        leaving = true;
        if (busy.tryLock()) {
            leaveNow();
        }
    }

    /** Goes to the bucket, and breaks off the request under way if it does not end within this time. */
    void leave(Duration patience) {
        leaving = true;
        if (!lockWithin(busy, patience)) {
            Thread slow = worker;
            if (slow != null) {
                slow.interrupt();
            }
            busy.lock();
        }
        leaveNow();
    }

    private static boolean lockWithin(ReentrantLock lock, Duration patience) {
        try {
            return lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void leaveNow() {
        try {
            if (state == State.OPEN) {
                park();
            }
        } finally {
            busy.unlock();
        }
    }

    private void park() {
        if (life == Life.ONE_REQUEST) {
            end();
            return;
        }
        state = State.LEFT;
        try {
            // The last chance of these bytes: that the store was waited for before does not count.
            StorageBudget.current().anew().run(writer::park);
        } catch (RuntimeException e) {
            LOG.warn("an upload could not be handed over: its client has to begin again, or at an earlier byte", e);
        } finally {
            writer.leave();
        }
    }
}
