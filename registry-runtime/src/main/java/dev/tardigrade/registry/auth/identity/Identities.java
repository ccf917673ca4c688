package dev.tardigrade.registry.auth.identity;

import dev.tardigrade.registry.auth.Authenticator;
import dev.tardigrade.registry.auth.Credentials;
import dev.tardigrade.registry.auth.login.LoginCounts;
import dev.tardigrade.registry.auth.login.LoginSource;
import dev.tardigrade.registry.auth.token.IdentityTokens;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Those whom issuers elsewhere vouch for, and the users beside them. They log in by the name of the source and a token; a user may have that
 * name too, for no password looks like a token.
 */
public final class Identities implements Authenticator {

    /** Three parts in Base64, the first of which begins as every JSON object does. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*");

    private final Map<String, IdentityTokens> sources;
    private final Authenticator users;
    private final LoginCounts counts;

    /**
     * @param sources by what the configuration calls them
     * @param counts of their logins, not of those of others
     */
    public Identities(Map<String, IdentityTokens> sources, Authenticator users, LoginCounts counts) {
        this.sources = Map.copyOf(sources);
        this.users = users;
        this.counts = counts;
    }

    @Override
    public Login authenticate(Credentials credentials) {
        if (credentials instanceof Credentials.Password(String name, Secret password)) {
            IdentityTokens tokens = sources.get(name);
            if (tokens != null && TOKEN.matcher(password.reveal()).matches()) {
                return counts.count(new LoginSource(name), () -> tokens.login(password));
            }
        }
        return users.authenticate(credentials);
    }

    @Override
    public Optional<Digest> markOf(Principal.User user) {
        return users.markOf(user);
    }
}
