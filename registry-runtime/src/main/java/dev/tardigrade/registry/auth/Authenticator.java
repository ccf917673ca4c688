package dev.tardigrade.registry.auth;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.policy.Identity;
import java.util.Optional;

/** Knows users by what they show. Safe for use by many threads. */
public interface Authenticator {

    /**
     * Who shows these credentials; {@link Identity#ANONYMOUS} where there are none.
     *
     * @throws RegistryException with {@link Failure.Unauthenticated} where they are wrong
     */
    Identity authenticate(Credentials credentials);

    /** Something that changes with the password of a user, and does not tell it; empty where there is no such user. */
    Optional<Digest> markOf(Principal.User user);
}
