package dev.tardigrade.registry.stream;

import java.io.IOException;

/** There are more or fewer bytes than were announced. */
public final class WrongLengthException extends IOException {

    private static final long serialVersionUID = 1L;

    WrongLengthException(String message) {
        super(message);
    }
}
