package dev.tardigrade.registry.auth;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Gives tokens to those who may have them. Safe for use by many threads. */
public interface TokenDesk {

    /**
     * A token for as much of what is asked as the policies allow, which may be nothing.
     *
     * @throws RegistryException with {@link Failure.Unauthenticated} where the proof is wrong, or is missing and nothing is allowed without
     */
    Issued issue(Request request);

    /** By what a client shows who it is. */
    sealed interface Proof {

        /** What it would show to the registry itself. */
        record Shown(Credentials credentials) implements Proof {}

        /** A token that it got here to get others with. */
        record Refresh(Secret token) implements Proof {}
    }

    /**
     * What a client asks for.
     *
     * @param refreshable whether it also wants a token to get others with
     */
    record Request(Proof proof, List<Scope> scopes, boolean refreshable) {
        public Request {
            scopes = List.copyOf(scopes);
        }
    }

    /**
     * What it gets.
     *
     * @param refresh to get others with; only for users who have a password here
     * @param granted of what was asked
     */
    record Issued(Secret token, Instant at, Duration lifetime, Optional<Secret> refresh, List<Scope> granted) {
        public Issued {
            granted = List.copyOf(granted);
        }
    }
}
