package dev.tardigrade.registry.http.message;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/** A client does not keep the {@link Pace}. */
public final class SlowClientException extends IOException {

    private static final long serialVersionUID = 1L;

    SlowClientException(String message) {
        super(message);
    }

    /** Throws one where others wait for what the client takes. */
    static void throwIf(BooleanSupplier overdue) throws SlowClientException {
        if (overdue.getAsBoolean()) {
            throw new SlowClientException(
                    "others wait for the memory that this transfer takes; the connection is too slow");
        }
    }
}
