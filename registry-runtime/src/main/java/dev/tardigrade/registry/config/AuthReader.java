package dev.tardigrade.registry.config;

import dev.tardigrade.registry.config.settings.AuthSettings;
import dev.tardigrade.registry.config.settings.AuthSettings.Issuer;
import dev.tardigrade.registry.config.settings.AuthSettings.Realm;
import dev.tardigrade.registry.config.settings.GoDuration;
import dev.tardigrade.registry.config.settings.IdentitySettings;
import dev.tardigrade.registry.config.source.KeyPath;
import dev.tardigrade.registry.config.source.Node;
import dev.tardigrade.registry.config.vocabulary.Key;
import dev.tardigrade.registry.model.Secret;
import dev.tardigrade.registry.policy.AccessRule;
import dev.tardigrade.registry.policy.Identity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code auth}. */
final class AuthReader {

    private static final KeyPath AUTH = KeyPath.of("auth");
    private static final KeyPath HTPASSWD = AUTH.child("htpasswd");
    private static final KeyPath TOKEN = AUTH.child("token");
    private static final KeyPath ROBOTS = AUTH.child("robots");
    private static final KeyPath IDENTITIES = Key.AUTH_IDENTITIES.path();
    private static final KeyPath ISSUER = AUTH.child("issuer");
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final Duration LONGEST_LIFETIME = Duration.ofHours(1);
    private static final int SHORTEST_SECRET = 32;

    private final Settings settings;
    private final @Nullable Secret httpSecret;

    /** @param httpSecret that the section {@code http} has */
    AuthReader(Settings settings, @Nullable Secret httpSecret) {
        this.settings = settings;
        this.httpSecret = httpSecret;
    }

    /** Null if a problem was found: what cannot be read must never leave the door open. */
    @Nullable AuthSettings read() {
        List<KeyPath> providers = Stream.of(HTPASSWD, Key.AUTH_NONE.path(), Key.AUTH_SILLY.path(), TOKEN)
                .filter(settings::mentions)
                .toList();
        if (providers.size() > 1) {
            settings.problem(providers.getLast(), "only one provider can be configured: remove the others");
        }
        List<IdentitySettings> identities = new IdentityReader(settings).read();
        List<AccessRule> rules = new PolicyReader(settings).access(names(identities));
        if (providers.contains(HTPASSWD)
                || (providers.isEmpty() && (settings.mentions(ROBOTS) || settings.mentions(IDENTITIES)))) {
            boolean tokens = settings.mentions(ISSUER) || isPublic(rules) || !identities.isEmpty();
            return users(identities, rules, tokens ? issuer() : null);
        }
        if (settings.mentions(ISSUER)) {
            Issuer _ = issuer();
        }
        refinesUsers(Key.AUTH_POLICIES.path());
        refinesUsers(ISSUER);
        refinesUsers(ROBOTS);
        refinesUsers(IDENTITIES);
        if (providers.contains(TOKEN)) {
            return new TokenReader(settings).read();
        }
        if (providers.isEmpty() && settings.mentions(AUTH)) {
            settings.problem(
                    AUTH,
                    "names no provider: set auth.htpasswd or auth.token, or write auth: none to let everybody in");
        }
        settings.takesNoKeys(Key.AUTH_NONE);
        return new AuthSettings.Open();
    }

    private static Set<String> names(List<IdentitySettings> identities) {
        return identities.stream().map(IdentitySettings::name).collect(Collectors.toSet());
    }

    /** Docker pulls without a login only where it is sent to get a token, never where it is asked for a password. */
    private static boolean isPublic(@Nullable List<AccessRule> rules) {
        return rules != null && rules.stream().anyMatch(rule -> rule.concerns(Identity.ANONYMOUS));
    }

    private void refinesUsers(KeyPath path) {
        if (settings.mentions(path)) {
            settings.problem(path, "needs users: set auth.htpasswd, or leave it out");
        }
    }

    private @Nullable AuthSettings users(
            List<IdentitySettings> identities, @Nullable List<AccessRule> rules, @Nullable Issuer issuer) {
        Path robots = settings.mentions(ROBOTS) ? settings.required(Key.AUTH_ROBOTS_PATH, Settings::path) : null;
        if (!settings.mentions(HTPASSWD)) {
            return robots == null && settings.mentions(ROBOTS)
                    ? null
                    : new AuthSettings.Htpasswd(new Realm("registry"), null, robots, identities, rules, issuer);
        }
        Realm realm = settings.required(Key.AUTH_HTPASSWD_REALM, AuthReader::realm);
        Path file = settings.required(Key.AUTH_HTPASSWD_PATH, Settings::path);
        return realm == null || file == null
                ? null
                : new AuthSettings.Htpasswd(realm, file, robots, identities, rules, issuer);
    }

    private Issuer issuer() {
        Path keys = settings.value(Key.AUTH_ISSUER_KEYS, Settings::path);
        if (keys == null && httpSecret != null && httpSecret.reveal().length() < SHORTEST_SECRET) {
            settings.problem(
                    Key.AUTH_ISSUER_KEYS,
                    "is missing, and tokens must be signed: set it, or an http.secret of at least " + SHORTEST_SECRET
                            + " random characters");
        }
        return new Issuer(
                settings.value(Key.AUTH_ISSUER_SERVICE, new Realm("registry"), AuthReader::realm),
                settings.value(Key.AUTH_ISSUER_REALM, Settings::httpAddress),
                keys,
                settings.value(Key.AUTH_ISSUER_LIFETIME, LIFETIME, AuthReader::lifetime));
    }

    private static Duration lifetime(Node.Scalar written) {
        Duration lifetime = GoDuration.parse(written.text());
        if (lifetime.compareTo(Duration.ofMinutes(1)) < 0 || lifetime.compareTo(LONGEST_LIFETIME) > 0) {
            throw new IllegalArgumentException("must be from 1m to 1h");
        }
        return lifetime;
    }

    static Realm realm(Node.Scalar written) {
        return new Realm(written.text());
    }
}
