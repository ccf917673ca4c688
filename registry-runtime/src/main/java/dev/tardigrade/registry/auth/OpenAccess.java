package dev.tardigrade.registry.auth;

import dev.tardigrade.registry.model.Principal;

/** No access control is configured: everybody is anonymous, whatever they show. */
public final class OpenAccess implements Authenticator, Policy {

    @Override
    public Principal authenticate(Credentials credentials) {
        return new Principal.Anonymous();
    }

    @Override
    public boolean allows(Principal principal, Permission permission) {
        return true;
    }
}
