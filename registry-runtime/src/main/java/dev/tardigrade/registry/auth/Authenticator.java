package dev.tardigrade.registry.auth;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RegistryException;

/** Finds out who shows credentials. Safe for use by many threads. */
public interface Authenticator {

    /**
     * The principal of these credentials; {@link Principal.Anonymous} where there are none.
     *
     * @throws RegistryException with {@link Failure.Unauthenticated} where they are wrong
     */
    Principal authenticate(Credentials credentials);
}
