package dev.tardigrade.registry.auth;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.Failure.Unauthenticated.Reason;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RegistryException;
import java.util.Optional;

/**
 * The one place that every request passes before anything is done for it.
 *
 * @param challenge to clients that are asked for credentials
 * @param tokens what is behind our own token endpoint, where there is one
 */
public record Gate(Authentication authentication, Challenge challenge, Optional<TokenDesk> tokens) {

    /** Without a token endpoint. */
    public Gate(Authentication authentication, Challenge challenge) {
        this(authentication, challenge, Optional.empty());
    }

    /** Everything is allowed to everybody. */
    public static Gate open() {
        return new Gate(new OpenAccess(), new Challenge.Basic("registry"));
    }

    /** Users with a password. */
    public static Gate basic(Authenticator users, Policy policy, String realm) {
        return new Gate(new ByPassword(users, policy), new Challenge.Basic(realm));
    }

    /**
     * Lets a request in.
     *
     * @return who makes it
     * @throws RegistryException with {@link Failure.Unauthenticated} or {@link Failure.Denied}
     */
    public Caller admit(Credentials credentials, Permission permission) {
        Caller caller = authentication.callerOf(credentials);
        return switch (caller.rights().judge(permission)) {
            case ALLOWED -> caller;
            case BEYOND_TOKEN ->
                throw new RegistryException(new Failure.Unauthenticated("the token is not for this", Reason.SCOPE));
            case DENIED -> throw denied(caller.principal(), credentials);
        };
    }

    private static RegistryException denied(Principal principal, Credentials credentials) {
        Reason reason = credentials instanceof Credentials.Bearer ? Reason.SCOPE : Reason.MISSING;
        return new RegistryException(
                switch (principal) {
                    case Principal.Anonymous _ -> new Failure.Unauthenticated("authentication is required", reason);
                    case Principal.User _, Principal.Robot _, Principal.External _ ->
                        new Failure.Denied("the credentials do not allow this");
                });
    }
}
