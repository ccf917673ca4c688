package dev.tardigrade.registry.auth.login;

import dev.tardigrade.registry.auth.Authenticator;
import dev.tardigrade.registry.auth.Credentials;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Principal;
import java.util.Optional;

/** Those who show a password, and how often they did. */
public final class CountedPasswords implements Authenticator {

    private final Authenticator users;
    private final LoginCounts counts;

    public CountedPasswords(Authenticator users, LoginCounts counts) {
        this.users = users;
        this.counts = counts;
    }

    @Override
    public Login authenticate(Credentials credentials) {
        return credentials instanceof Credentials.Password
                ? counts.count(LoginSource.PASSWORD, () -> users.authenticate(credentials))
                : users.authenticate(credentials);
    }

    @Override
    public Optional<Digest> markOf(Principal.User user) {
        return users.markOf(user);
    }
}
