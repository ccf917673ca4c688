package dev.tardigrade.registry.auth;

import dev.tardigrade.registry.model.Principal;

/** No access control is configured: everybody is anonymous, whatever they show, and may do everything. */
final class OpenAccess implements Authentication {

    @Override
    public Caller callerOf(Credentials credentials) {
        return new Caller(new Principal.Anonymous(), _ -> Rights.Verdict.ALLOWED);
    }
}
