package dev.tardigrade.registry.auth;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RegistryException;

/**
 * The one place that every request passes before anything is done for it.
 *
 * @param realm told to clients that are asked for credentials
 */
public record Gate(Authenticator authenticator, Policy policy, String realm) {

    /** Everything is allowed to everybody. */
    public static Gate open() {
        OpenAccess open = new OpenAccess();
        return new Gate(open, open, "registry");
    }

    /**
     * Lets a request in.
     *
     * @return who makes it
     * @throws RegistryException with {@link Failure.Unauthenticated} or {@link Failure.Denied}
     */
    public Principal admit(Credentials credentials, Permission permission) {
        Principal principal = authenticator.authenticate(credentials);
        if (policy.allows(principal, permission)) {
            return principal;
        }
        throw new RegistryException(
                switch (principal) {
                    case Principal.Anonymous _ -> new Failure.Unauthenticated("authentication is required");
                    case Principal.User _ -> new Failure.Denied("the credentials do not allow this");
                });
    }

    /** Whether somebody who was let in may do something else, too. */
    public boolean allows(Principal principal, Permission permission) {
        return policy.allows(principal, permission);
    }
}
