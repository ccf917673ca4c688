package dev.tardigrade.e2e.bench;

import java.util.Map;

/**
 * What came back, with the body dropped on its way.
 *
 * @param headers names in lower case
 * @param bytes of the body
 */
record Answer(int status, Map<String, String> headers, long bytes) {

    Answer {
        headers = Map.copyOf(headers);
    }

    /** The answer itself where it has the status that was hoped for. */
    Answer expect(int wanted, String of) {
        if (status != wanted) {
            throw new UnexpectedAnswer(of, status);
        }
        return this;
    }

    /** A server did not do what the load asked for. */
    static final class UnexpectedAnswer extends RuntimeException {
        UnexpectedAnswer(String of, int status) {
            super(of + " was answered by " + status);
        }
    }
}
