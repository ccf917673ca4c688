package dev.tardigrade.registry.config;

import dev.tardigrade.registry.config.settings.GoDuration;
import dev.tardigrade.registry.config.settings.ListenAddress;
import dev.tardigrade.registry.config.settings.UpstreamSettings;
import dev.tardigrade.registry.config.source.Node;
import dev.tardigrade.registry.config.source.Origin;
import dev.tardigrade.registry.config.vocabulary.Key;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code upstreams}, which is ours. */
final class UpstreamReader {

    private static final Pattern USER = Pattern.compile("[^\\p{Cntrl}:]{1,255}");
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "[::1]", "localhost");
    private static final Duration TTL = Duration.ofHours(1);
    private static final Duration LONGEST_TTL = Duration.ofDays(30);
    private static final int MOST = 32;

    private final Settings settings;

    UpstreamReader(Settings settings) {
        this.settings = settings;
    }

    List<UpstreamSettings> read() {
        List<UpstreamSettings> upstreams = new RuleReader(
                        settings,
                        Key.UPSTREAMS,
                        List.of("name", "url", "prefix", "username", "usernamefile", "password", "passwordfile", "ttl"))
                .readNamed(UpstreamReader::upstream, UpstreamSettings::name, MOST, "upstreams");
        for (int i = 0; i < upstreams.size(); i++) {
            UpstreamSettings each = upstreams.get(i);
            upstreams.subList(0, i).forEach(before -> compare(before, each));
        }
        return upstreams;
    }

    private void compare(UpstreamSettings one, UpstreamSettings other) {
        if (isWithin(one.prefix(), other.prefix()) || isWithin(other.prefix(), one.prefix())) {
            settings.problem(
                    Key.UPSTREAMS,
                    "has prefixes of which one lies in the other: " + one.prefix() + " and " + other.prefix());
        }
    }

    private static boolean isWithin(RepositoryName inner, RepositoryName outer) {
        return (inner.value() + "/").startsWith(outer.value() + "/");
    }

    /** Empty where a problem was found. */
    private static Optional<UpstreamSettings> upstream(RuleReader.Rule rule) {
        Optional<String> name = rule.needed("name", RuleReader::name);
        Optional<URI> url = rule.needed("url", UpstreamReader::url);
        Optional<RepositoryName> prefix = rule.needed("prefix", UpstreamReader::prefix);
        Optional<UpstreamSettings.Account> account = account(rule);
        if (account.isPresent() && url.filter(UpstreamReader::isInTheOpen).isPresent()) {
            rule.tried("url", () -> {
                throw new IllegalArgumentException("must be https where there is a login, or lead to this machine");
            });
        }
        Duration ttl = rule.single("ttl", UpstreamReader::ttl).orElse(TTL);
        return name.isEmpty() || url.isEmpty() || prefix.isEmpty()
                ? Optional.empty()
                : Optional.of(new UpstreamSettings(name.get(), url.get(), prefix.get(), account, ttl));
    }

    private static Optional<UpstreamSettings.Account> account(RuleReader.Rule rule) {
        Optional<String> user = rule.single("username", UpstreamReader::user)
                .or(() -> rule.single("usernamefile", file -> user(secret(file).reveal())));
        Optional<Secret> password = rule.single("password", UpstreamReader::password)
                .or(() -> rule.single("passwordfile", UpstreamReader::secret));
        if (user.isPresent() != password.isPresent()) {
            rule.tried(user.isPresent() ? "username" : "password", () -> {
                throw new IllegalArgumentException("must come with the other one of username and password");
            });
        }
        return user.flatMap(who -> password.map(word -> new UpstreamSettings.Account(who, word)));
    }

    /** What it throws does not show it: there may be a password in it. */
    private static URI url(String text) {
        String expected = "must be an address such as https://registry-1.docker.io, of scheme, host and port alone";
        try {
            URI uri = Settings.httpAddress(new Node.Scalar(text, new Origin.Nowhere()));
            boolean root = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
            if (!root || uri.getPort() == 0 || uri.getPort() > ListenAddress.MAX_PORT) {
                throw new IllegalArgumentException(expected);
            }
            return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), null, null, null);
        } catch (IllegalArgumentException | URISyntaxException _) {
            throw new IllegalArgumentException(expected);
        }
    }

    /** Whether others may see on the way what is sent there. */
    private static boolean isInTheOpen(URI url) {
        return url.getScheme().equalsIgnoreCase("http") && !LOOPBACK.contains(url.getHost());
    }

    private static RepositoryName prefix(String text) {
        try {
            return RepositoryName.parse(text);
        } catch (RegistryException _) {
            throw new IllegalArgumentException(
                    "must be the beginning of names of repositories, such as docker.io or mirror/hub");
        }
    }

    private static String user(String text) {
        if (!USER.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a user of at most 255 characters, with no colon");
        }
        return text;
    }

    private static Secret password(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("must not be empty");
        }
        return new Secret(text);
    }

    private static Secret secret(String file) {
        return SecretFile.read(Settings.pathOf(file));
    }

    private static Duration ttl(String text) {
        Duration ttl = GoDuration.parse(text);
        if (ttl.compareTo(LONGEST_TTL) > 0) {
            throw new IllegalArgumentException("must be at most 720h");
        }
        return ttl;
    }
}
