package dev.tardigrade.registry.http.message;

import java.io.IOException;

/** A client does not keep the {@link Pace}. */
public final class SlowClientException extends IOException {

    private static final long serialVersionUID = 1L;

    SlowClientException(String message) {
        super(message);
    }
}
