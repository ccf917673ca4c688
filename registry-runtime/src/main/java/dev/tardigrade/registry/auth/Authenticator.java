package dev.tardigrade.registry.auth;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.policy.Identity;
import java.time.Instant;
import java.util.Optional;

/** Knows users by what they show. Safe for use by many threads. */
public interface Authenticator {

    /**
     * Who somebody is.
     *
     * @param until when what they showed ends, and nothing may follow from it any longer
     */
    record Login(Identity identity, Instant until) {

        /** By something that does not end by itself. */
        public static Login lasting(Identity identity) {
            return new Login(identity, Instant.MAX);
        }
    }

    /**
     * Who shows these credentials; {@link Identity#ANONYMOUS} where there are none.
     *
     * @throws RegistryException with {@link Failure.Unauthenticated} where they are wrong
     */
    Login authenticate(Credentials credentials);

    /** Something that changes with the password of a user, and does not tell it; empty where there is no such user. */
    Optional<Digest> markOf(Principal.User user);
}
