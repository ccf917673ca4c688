package dev.tardigrade.e2e.image;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A registry answered something else than what was hoped for. */
public final class UnexpectedAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final long retryAfter;
    private final String body;

    UnexpectedAnswer(HttpRequest request, HttpResponse<?> answer, byte[] body) {
        super(request.method() + " " + request.uri() + " was answered by " + answer.statusCode() + " "
                + new String(body, StandardCharsets.UTF_8));
        this.status = answer.statusCode();
        this.retryAfter = answer.headers().firstValueAsLong("Retry-After").orElse(0);
        this.body = new String(body, StandardCharsets.UTF_8);
    }

    public int status() {
        return status;
    }

    /** Seconds that were asked for; 0 where none were. */
    public long retryAfter() {
        return retryAfter;
    }

    public String body() {
        return body;
    }
}
