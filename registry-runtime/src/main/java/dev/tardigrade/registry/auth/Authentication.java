package dev.tardigrade.registry.auth;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;

/** Makes of the credentials of a request who sends it, and what they may do. Safe for use by many threads. */
public interface Authentication {

    /**
     * Who shows these credentials.
     *
     * @throws RegistryException with {@link Failure.Unauthenticated} where they are wrong
     */
    Caller callerOf(Credentials credentials);
}
