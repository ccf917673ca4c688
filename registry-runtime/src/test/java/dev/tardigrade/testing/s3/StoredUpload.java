package dev.tardigrade.testing.s3;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A multipart upload, also when it has ended: Storj still knows it then. */
final class StoredUpload {

    enum State {
        OPEN,
        ABORTED,
        COMPLETED
    }

    private final String key;
    private final String contentType;
    private final Instant started = Instant.now();
    private final NavigableMap<Integer, StoredBytes> parts = new ConcurrentSkipListMap<>();
    private volatile State state = State.OPEN;

    StoredUpload(String key, String contentType) {
        this.key = key;
        this.contentType = contentType;
    }

    String key() {
        return key;
    }

    String contentType() {
        return contentType;
    }

    Instant started() {
        return started;
    }

    NavigableMap<Integer, StoredBytes> parts() {
        return parts;
    }

    State state() {
        return state;
    }

    void end(State how) {
        state = how;
        if (how == State.COMPLETED) {
            parts.clear();
        }
    }
}
