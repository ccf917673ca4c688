package dev.tardigrade.registry.config.settings;

import dev.tardigrade.registry.policy.AccessRule;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may come in. */
public sealed interface AuthSettings {

    /** Everybody, for everything. */
    record Open() implements AuthSettings {}

    /**
     * The users of a file of names and bcrypt hashes, robots, and those of elsewhere.
     *
     * @param file null for no users, where there are others
     * @param robots file of robots; null for none
     * @param identities whom issuers elsewhere vouch for
     * @param rules null for everything to every user, and nothing to others
     * @param issuer null for passwords alone
     */
    record Htpasswd(
            Realm realm,
            @Nullable Path file,
            @Nullable Path robots,
            List<IdentitySettings> identities,
            @Nullable List<AccessRule> rules,
            @Nullable Issuer issuer)
            implements AuthSettings {

        public Htpasswd {
            identities = List.copyOf(identities);
            rules = rules == null ? null : List.copyOf(rules);
        }

        /** As {@code registry:2} takes it. */
        public Htpasswd(Realm realm, Path file) {
            this(realm, file, null, List.of(), null, null);
        }
    }

    /**
     * Our own tokens.
     *
     * @param address where clients get them; null for the host that they call
     * @param keys folder of keys that sign; null for one that is made of {@code http.secret}
     */
    record Issuer(
            Realm service, @Nullable URI address, @Nullable Path keys, Duration lifetime) {}

    /**
     * Tokens of a server elsewhere.
     *
     * @param source where clients get them
     * @param bundle PEM file of certificates; null for none
     * @param jwks JSON file of keys; null for none
     */
    record Token(
            TokenSource source,
            Realm service,
            String issuer,
            @Nullable Path bundle,
            @Nullable Path jwks,
            Set<SigningAlgorithm> algorithms)
            implements AuthSettings {
        public Token {
            algorithms = Set.copyOf(algorithms);
        }
    }

    /** Where clients get tokens. */
    sealed interface TokenSource {

        /** Always there. */
        record At(URI address) implements TokenSource {}

        /** On the host that clients call. */
        record SameHost(TokenPath path) implements TokenSource {}
    }

    /**
     * A path on the host that clients call.
     *
     * @param value begins with a slash
     */
    record TokenPath(String value) {

        private static final Pattern GRAMMAR = Pattern.compile("/[A-Za-z0-9._~/-]{0,200}");

        public TokenPath {
            if (!GRAMMAR.matcher(value).matches()) {
                throw new IllegalArgumentException("must be a path that begins with a slash, for instance /auth/token");
            }
        }
    }

    /** By which tokens may be signed: with a public key, never with a shared secret. */
    enum SigningAlgorithm {
        RS256,
        RS384,
        RS512,
        PS256,
        PS384,
        PS512,
        ES256,
        ES384,
        ES512
    }

    /**
     * What clients are asked for.
     *
     * @param value ASCII without quotes and backslashes, so that it stands in a header as it is
     */
    record Realm(String value) {

        private static final Pattern GRAMMAR = Pattern.compile("[\\x20-\\x7E&&[^\"\\\\]]{1,200}");

        public Realm {
            if (!GRAMMAR.matcher(value).matches()) {
                throw new IllegalArgumentException("must be ASCII without quotes and backslashes");
            }
        }
    }
}
