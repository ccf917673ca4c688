package dev.tardigrade.registry.auth.token;

import java.io.IOException;

/** Where an issuer publishes its keys. */
@FunctionalInterface
public interface KeyDocument {

    /**
     * The set of keys of now, in JSON (RFC 7517). Bounded in size and time.
     *
     * @throws IOException that says, in half a sentence about the issuer, why there is none
     */
    String read() throws IOException;
}
