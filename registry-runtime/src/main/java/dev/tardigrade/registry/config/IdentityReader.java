package dev.tardigrade.registry.config;

import dev.tardigrade.registry.config.settings.IdentitySettings;
import dev.tardigrade.registry.config.settings.IdentitySettings.Keys;
import dev.tardigrade.registry.config.settings.IdentitySettings.Kind;
import dev.tardigrade.registry.config.vocabulary.Key;
import dev.tardigrade.registry.policy.Subject;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@code auth.identities}. */
final class IdentityReader {

    /** What metrics call users and robots, who show one. */
    private static final String PASSWORD = "password";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final String USERS = "users";
    private static final String SERVICE_ACCOUNTS = "serviceaccounts";
    private static final int MOST = 16;
    private static final int MAX_LENGTH = 1024;

    private final Settings settings;

    IdentityReader(Settings settings) {
        this.settings = settings;
    }

    List<IdentitySettings> read() {
        List<IdentitySettings> identities = new RuleReader(
                        settings,
                        Key.AUTH_IDENTITIES,
                        List.of("name", "issuer", "audience", "kind", "jwks", "username", "groups", "claims"))
                .readNamed(IdentityReader::identity, IdentitySettings::name, MOST, "issuers");
        if (identities.stream()
                        .filter(identity -> identity.groups().isPresent())
                        .count()
                > 1) {
            settings.problem(
                    Key.AUTH_IDENTITIES,
                    "must have groups of one issuer alone: those of another may have the same names");
        }
        return identities;
    }

    /** Empty where a problem was found. */
    private static Optional<IdentitySettings> identity(RuleReader.Rule rule) {
        Optional<String> name = rule.needed("name", IdentityReader::name);
        Optional<String> audience = rule.needed("audience", IdentityReader::text);
        Optional<Path> jwks = rule.single("jwks", Settings::pathOf);
        Optional<String> issuer = rule.needed(
                "issuer", text -> jwks.isPresent() ? text(text) : address(text).toString());
        boolean serviceAccounts =
                rule.single("kind", IdentityReader::serviceAccounts).orElse(false);
        Optional<String> username = rule.single("username", text -> ofUsers(serviceAccounts, text));
        Optional<String> groups = rule.single("groups", text -> ofUsers(serviceAccounts, text));
        Map<String, String> claims = new TreeMap<>();
        rule.lists("claims").forEach((claim, values) -> rule.tried("claims", () -> claims.put(claim, one(values))));
        if (name.isEmpty() || audience.isEmpty() || issuer.isEmpty()) {
            return Optional.empty();
        }
        Kind kind = serviceAccounts ? new Kind.ServiceAccounts() : new Kind.Users(username.orElse("sub"));
        Keys keys = jwks.<Keys>map(Keys.OfFile::new).orElseGet(() -> new Keys.Published(URI.create(issuer.get())));
        return Optional.of(new IdentitySettings(name.get(), issuer.get(), audience.get(), keys, kind, groups, claims));
    }

    private static String ofUsers(boolean serviceAccounts, String text) {
        if (serviceAccounts) {
            throw new IllegalArgumentException(
                    "must be left out: a ServiceAccount has the name NAMESPACE/NAME, and is in no group");
        }
        return text(text);
    }

    private static boolean serviceAccounts(String text) {
        return switch (text) {
            case USERS -> false;
            case SERVICE_ACCOUNTS -> true;
            default -> throw new IllegalArgumentException("must be " + USERS + " or " + SERVICE_ACCOUNTS);
        };
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches() || Subject.words().contains(text) || text.equals(PASSWORD)) {
            throw new IllegalArgumentException(
                    "must be a name of small letters, digits and dashes, and no word that rules or metrics have already");
        }
        return text;
    }

    private static String text(String text) {
        if (text.isBlank() || text.length() > MAX_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must be one line of at most " + MAX_LENGTH + " characters");
        }
        return text;
    }

    private static String one(List<String> values) {
        if (values.size() != 1) {
            throw new IllegalArgumentException("must have one value for each claim");
        }
        return values.getFirst();
    }

    /** What it throws does not show it, as with all addresses. */
    private static URI address(String text) {
        try {
            URI uri = new URI(text(text));
            boolean safe = "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost())));
            if (safe
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException _) {
            // Said below, as of others that are none.
        }
        throw new IllegalArgumentException(
                "must be an address such as https://issuer.example.com, as its tokens have it, unless jwks has its keys");
    }
}
