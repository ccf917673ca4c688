package dev.tardigrade.testing.s3;

import java.time.Duration;

/** What goes wrong with a request. */
public sealed interface Fault {

    /** Nothing is done, and this is answered. */
    record Answer(int status, String code) implements Fault {}

    /** Nothing is done, and the connection breaks. */
    record Dropped() implements Fault {}

    /** It is done, and the connection breaks before the answer. */
    record LostReply() implements Fault {}

    /** It is done, and the connection breaks after so many bytes of the answer's body. */
    record TruncatedBody(long after) implements Fault {}

    /** It is done, and after so many bytes of the answer's body nothing more is heard, until the server is closed. */
    record SilentBody(long after) implements Fault {}

    /** It is done later. */
    record Delay(Duration time) implements Fault {}

    /** It is neither done nor answered, until the server is closed. */
    record Hang() implements Fault {}

    static Fault unavailable() {
        return new Answer(503, "SlowDown");
    }

    static Fault tooManyRequests() {
        return new Answer(429, "SlowDown");
    }

    static Fault denied() {
        return new Answer(403, "AccessDenied");
    }
}
