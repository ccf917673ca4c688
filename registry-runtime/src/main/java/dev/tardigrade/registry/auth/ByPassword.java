package dev.tardigrade.registry.auth;

import dev.tardigrade.registry.policy.Identity;

/** Users send their password with each request. */
public final class ByPassword implements Authentication {

    private final Authenticator users;
    private final Policy policy;

    public ByPassword(Authenticator users, Policy policy) {
        this.users = users;
        this.policy = policy;
    }

    @Override
    public Caller callerOf(Credentials credentials) {
        Identity identity = users.authenticate(credentials).identity();
        return new Caller(identity.principal(), permission -> Rights.Verdict.of(policy.allows(identity, permission)));
    }
}
