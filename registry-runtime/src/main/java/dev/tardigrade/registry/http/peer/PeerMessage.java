package dev.tardigrade.registry.http.peer;

import java.util.Arrays;
import java.util.Optional;

/** What replicas tell each other, by the path that it is posted to. The body is text, one item a line. */
enum PeerMessage {
    /** The address of the sender; answered by the name of the process that got it. */
    HELLO("/v1/hello", 1 << 10),
    /** The address of the sender. */
    GOODBYE("/v1/goodbye", 1 << 10),
    /** Keys of objects. */
    FORGET("/v1/forget", 2 << 20),
    /** The digest of a blob; answered by the repositories in which it was seen lately, one a line. */
    LAST_SEEN("/v1/last-seen", 1 << 10);

    /** The header with the stamp of the sender. */
    static final String STAMP = "Tardigrade-Stamp";

    private final String path;
    private final int maxBytes;

    PeerMessage(String path, int maxBytes) {
        this.path = path;
        this.maxBytes = maxBytes;
    }

    String path() {
        return path;
    }

    /** More than any message of this kind has. */
    int maxBytes() {
        return maxBytes;
    }

    static Optional<PeerMessage> at(String path) {
        return Arrays.stream(values()).filter(each -> each.path.equals(path)).findFirst();
    }
}
