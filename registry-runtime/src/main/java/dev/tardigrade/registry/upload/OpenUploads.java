package dev.tardigrade.registry.upload;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.UploadId;
import dev.tardigrade.registry.stream.Spool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions of this process, by their uploads: at most so many. */
final class OpenUploads {

    private static final Logger LOG = LoggerFactory.getLogger(OpenUploads.class);

    private static final Duration RETRY = Duration.ofSeconds(10);

    /** Pause after which a session with bytes gives way to a new one, where there is no more room. */
    private static final Duration PAUSING = Duration.ofMinutes(1);

    private static final int MOST_TRIES = 16;

    /** Of sessions that are to make room, until the next time. */
    private static final int MOST_FAILURES = 3;

    /** Sessions that are closed at a time. */
    private static final int WIDTH = 16;

    private final UploadLimits limits;
    private final Spool spool;
    private final InstantSource clock;
    private final Map<UploadId, UploadSession> sessions = new ConcurrentHashMap<>();

    OpenUploads(UploadLimits limits, Spool spool, InstantSource clock) {
        this.limits = limits;
        this.spool = spool;
        this.clock = clock;
    }

    /**
     * Adds a session. Where there is no room the one gives way that has been idle for longest: one without bytes if there is any, for what is
     * only begun costs nothing to begin again; else one that has paused for a minute.
     *
     * @throws RegistryException with {@link Failure.Overloaded} where there is none either
     */
    void add(UploadId id, UploadSession session) {
        // One that has got a request in this moment stays; it is not idle any more, and another one is found.
        for (int tries = 0; sessions.size() >= limits.sessions(); tries++) {
            if (tries == MOST_TRIES) {
                throw full();
            }
            Map.Entry<UploadId, UploadSession> dispensable = dispensable().orElseThrow(OpenUploads::full);
            drop(dispensable.getKey(), dispensable.getValue());
        }
        sessions.put(id, session);
    }

    private static RegistryException full() {
        return new RegistryException(
                new Failure.Overloaded("too many uploads are open; end some, or try again later", RETRY));
    }

    private Optional<Map.Entry<UploadId, UploadSession>> dispensable() {
        Instant now = clock.instant();
        Comparator<Map.Entry<UploadId, UploadSession>> emptyFirst =
                Comparator.comparing(each -> each.getValue().stored() > 0);
        return sessions.entrySet().stream()
                .filter(each -> each.getValue().stored() == 0
                        ? each.getValue().isIdleSince(now.plusNanos(1))
                        : each.getValue().isIdleSince(now.minus(PAUSING)))
                .min(emptyFirst.thenComparing(each -> each.getValue().lastUse()));
    }

    Optional<UploadSession> find(UploadId id) {
        return Optional.ofNullable(sessions.get(id));
    }

    int size() {
        return sessions.size();
    }

    void forgetIfOver(UploadId id, UploadSession session) {
        if (session.isOver()) {
            sessions.remove(id, session);
        }
    }

    /** Drops a session, unless a request has come in this moment: then it is not idle, or that ends it. */
    void drop(UploadId id, UploadSession session) {
        try {
            session.giveUp();
        } finally {
            forgetIfOver(id, session);
        }
    }

    /**
     * Drops sessions that have been idle for long, and looks after the others. Where the disk for their bytes is short, those that pause and have
     * some there go to the bucket, from which they go on. An interrupt ends it; what is on its way to the bucket then still gets there.
     */
    void tend() {
        Instant before = clock.instant().minus(limits.idle());
        for (Map.Entry<UploadId, UploadSession> each : sessions.entrySet()) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            tend(each.getKey(), each.getValue(), before);
        }
        try {
            makeRoom();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tend(UploadId id, UploadSession session, Instant before) {
        try {
            if (session.isIdleSince(before)) {
                drop(id, session);
            } else {
                session.tend();
                forgetIfOver(id, session);
            }
        } catch (RuntimeException e) {
            LOG.warn("upload {} could not be looked after; it is tried again", id, e);
        }
    }

    private void makeRoom() throws InterruptedException {
        Instant paused = clock.instant().minus(PAUSING);
        int failed = 0;
        for (Map.Entry<UploadId, UploadSession> each : sessions.entrySet()) {
            // Each failure may take as long as a store is waited for, and one that is away fails with all of them.
            if (!spool.isShort() || failed == MOST_FAILURES) {
                return;
            }
            UploadSession session = each.getValue();
            if (session.isIdleSince(paused) && failsToMakeRoom(each.getKey(), session)) {
                failed++;
            }
        }
    }

    /** The session goes in a thread of its own, which is not interrupted when this process ends: a call that broke off then would lose its bytes. */
    private boolean failsToMakeRoom(UploadId id, UploadSession session) throws InterruptedException {
        AtomicBoolean failed = new AtomicBoolean();
        Thread mover = Thread.ofVirtual().name("making-room").start(() -> {
            failed.set(session.failsToMakeRoom());
            forgetIfOver(id, session);
        });
        mover.join();
        return failed.get();
    }

    /** Does something with each session, several at a time, and waits until all is done. */
    void forAll(Consumer<UploadSession> act) {
        Semaphore width = new Semaphore(WIDTH);
        sessions.forEach((id, session) -> {
            width.acquireUninterruptibly();
            Thread.ofVirtual().name("leaving").start(() -> {
                try {
                    act.accept(session);
                    forgetIfOver(id, session);
                } catch (RuntimeException e) {
                    LOG.warn("upload {} could not be handed over", id, e);
                } finally {
                    width.release();
                }
            });
        });
        width.acquireUninterruptibly(WIDTH);
    }
}
