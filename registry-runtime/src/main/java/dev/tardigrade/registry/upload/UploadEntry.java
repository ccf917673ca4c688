package dev.tardigrade.registry.upload;

import dev.tardigrade.registry.layout.UploadJournal;
import dev.tardigrade.registry.stream.Content;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The journal of one upload, as its owner keeps it. Safe for use by several threads. */
final class UploadEntry {

    private final Journals journals;
    private final Tenure tenure;
    private final InstantSource clock;
    private final Duration refresh;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable UploadJournal last;
    private boolean written;
    private boolean closed;
    private Instant since;

    /** @param refresh age at which the journal is written again */
    UploadEntry(Journals journals, Tenure tenure, InstantSource clock, Duration refresh) {
        this.journals = journals;
        this.tenure = tenure;
        this.clock = clock;
        this.refresh = refresh;
        this.since = clock.instant();
    }

    Tenure tenure() {
        return tenure;
    }

    /** Whether another process might find it, and go on with the upload. */
    boolean isWritten() {
        lock.lock();
        try {
            return written;
        } finally {
            lock.unlock();
        }
    }

    /** Notes what would have to be written, for {@link #touch}; but nothing is written yet. */
    void prepare(UploadJournal journal) {
        lock.lock();
        try {
            last = journal;
        } finally {
            lock.unlock();
        }
    }

    /** @param tail the bytes that follow the parts */
    void write(UploadJournal journal, Content tail) {
        lock.lock();
        try {
            if (!closed) {
                journals.write(tenure.upload(), journal, tail);
                last = journal;
                written = true;
                since = clock.instant();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes it where the upload has gone on for long, or again where it is old, so that nobody takes the upload for forgotten. */
    void touch() {
        lock.lock();
        try {
            boolean due = since.plus(refresh).isBefore(clock.instant());
            if (last != null && due && !closed && !tenure.isOver()) {
                renew(last);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What was written is read back: kept for this alone, the bytes behind it would take up to 5 MiB for each upload. */
    private void renew(UploadJournal journal) {
        if (written && journals.renew(tenure.upload())) {
            since = clock.instant();
        } else {
            write(journal, Content.of(new byte[0]));
        }
    }

    /** It stays, for who goes on with the upload. */
    void leave() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody shall go on with the upload from now on. */
    void remove() {
        lock.lock();
        try {
            closed = true;
            if (written && !tenure.isOver()) {
                journals.delete(tenure.upload());
                written = false;
            }
        } finally {
            lock.unlock();
        }
    }
}
