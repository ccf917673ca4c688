package dev.tardigrade.registry.http.message;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** A client broke off: its body does not go on, or it takes no more of its answer. */
public final class ClientGoneException extends IOException {

    private static final long serialVersionUID = 1L;

    ClientGoneException(IOException cause) {
        super("the client broke off: " + cause.getMessage(), cause);
    }

    /** Whether its connection is there, but nothing moved on it for too long. */
    public boolean isSilence() {
        return getCause() instanceof IOException broken && broken.getCause() instanceof TimeoutException;
    }
}
