package dev.tardigrade.registry.http.peer;

import java.util.Arrays;
import java.util.Optional;

/** What replicas tell each other, by the path that it is posted to. The body is text, one item a line. */
enum PeerMessage {
    /** The address of the sender; answered by the name of the process that got it. */
    HELLO("/v1/hello"),
    /** The address of the sender. */
    GOODBYE("/v1/goodbye"),
    /** Keys of objects. */
    FORGET("/v1/forget"),
    /** The digest of a blob; answered by the repositories in which it was seen lately, one a line. */
    LAST_SEEN("/v1/last-seen");

    /** More than any message has. */
    static final int MAX_BYTES = 2 << 20;

    /** The header with the stamp of the sender. */
    static final String STAMP = "Tardigrade-Stamp";

    private final String path;

    PeerMessage(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    static Optional<PeerMessage> at(String path) {
        return Arrays.stream(values()).filter(each -> each.path.equals(path)).findFirst();
    }
}
