package dev.tardigrade.registry.http;

import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/** Names one request in the log and to its client. */
final class RequestId {

    /** Under which a request carries its id. */
    static final String ATTRIBUTE = RequestId.class.getName();

    private static final String HEADER = "X-Request-Id";
    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** The client's own, where it is harmless in a log; else a new one. */
    static String of(Request request) {
        String given = request.getHeaders().get(HEADER);
        return given != null && GRAMMAR.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
