package dev.tardigrade.registry.http.message;

import java.io.IOException;

/** The client sends its body more slowly than is waited for. */
public final class SlowClientException extends IOException {

    private static final long serialVersionUID = 1;

    SlowClientException(String message) {
        super(message);
    }
}
