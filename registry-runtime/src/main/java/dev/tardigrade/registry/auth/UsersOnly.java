package dev.tardigrade.registry.auth;

import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.policy.Identity;

/** Every user may do everything; nobody else anything, robots and those of elsewhere neither. This is how {@code registry:2} takes htpasswd. */
public final class UsersOnly implements Policy {

    @Override
    public boolean allows(Identity identity, Permission permission) {
        return switch (identity.principal()) {
            case Principal.User _ -> true;
            case Principal.Anonymous _, Principal.Robot _, Principal.External _ -> false;
        };
    }
}
