package dev.tardigrade.registry.config;

import dev.tardigrade.registry.config.settings.EndpointSettings;
import dev.tardigrade.registry.config.settings.GoDuration;
import dev.tardigrade.registry.config.settings.HttpSettings;
import dev.tardigrade.registry.config.settings.ListenAddress;
import dev.tardigrade.registry.config.settings.NotificationSettings;
import dev.tardigrade.registry.config.vocabulary.Key;
import dev.tardigrade.registry.model.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@code notifications}. */
final class NotificationReader {

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,4}");
    private static final Set<String> ACTIONS = Set.of("pull", "push", "mount", "delete");

    /** Framing of the request is the client's; these it does not let others set. */
    private static final Set<String> RESERVED =
            Set.of("host", "expect", "content-length", "content-type", "connection", "upgrade");

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration BACKOFF = Duration.ofSeconds(1);
    private static final int THRESHOLD = 10;
    private static final int MOST = 16;

    private final Settings settings;

    NotificationReader(Settings settings) {
        this.settings = settings;
    }

    NotificationSettings read(HttpSettings http) {
        URI host = settings.value(Key.NOTIFICATIONS_HOST, Settings::httpAddress);
        return new NotificationSettings(host == null ? http.host() : host, endpoints());
    }

    private List<EndpointSettings> endpoints() {
        return new RuleReader(
                        settings,
                        Key.NOTIFICATIONS_ENDPOINTS,
                        List.of(
                                "name",
                                "disabled",
                                "url",
                                "headers",
                                "headersfile",
                                "timeout",
                                "threshold",
                                "backoff",
                                "ignoredmediatypes",
                                "ignore",
                                "format"))
                .readNamed(NotificationReader::endpoint, EndpointSettings::name, MOST, "endpoints");
    }

    /** Empty where it is switched off, or a problem was found. */
    private static Optional<EndpointSettings> endpoint(RuleReader.Rule rule) {
        if (rule.single("disabled", Settings::yesOrNo).orElse(false)) {
            return Optional.empty();
        }
        Optional<String> name = rule.needed("name", RuleReader::name);
        Optional<URI> url = rule.needed("url", NotificationReader::url);
        RuleReader.Rule ignore = rule.section("ignore", List.of("mediatypes", "actions"));
        Set<String> mediaTypes = new HashSet<>(rule.anyValues("ignoredmediatypes", type -> type));
        mediaTypes.addAll(ignore.anyValues("mediatypes", type -> type));
        Map<String, Secret> headers = headers(rule);
        Duration timeout = rule.single("timeout", text -> timeOr(TIMEOUT, text)).orElse(TIMEOUT);
        int threshold = rule.single("threshold", NotificationReader::threshold).orElse(THRESHOLD);
        Duration backoff = rule.single("backoff", text -> timeOr(BACKOFF, text)).orElse(BACKOFF);
        Set<String> actions = Set.copyOf(new HashSet<>(ignore.anyValues("actions", NotificationReader::action)));
        boolean cloudEvents =
                rule.single("format", NotificationReader::cloudEvents).orElse(false);
        return name.isEmpty() || url.isEmpty()
                ? Optional.empty()
                : Optional.of(new EndpointSettings(
                        name.get(), url.get(), headers, timeout, threshold, backoff, actions, mediaTypes, cloudEvents));
    }

    private static Map<String, Secret> headers(RuleReader.Rule rule) {
        Map<String, Secret> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        rule.lists("headers")
                .forEach((name, values) ->
                        rule.tried("headers", () -> header(name, String.join(", ", values), headers)));
        rule.single("headersfile", Settings::pathOf)
                .ifPresent(file -> rule.tried("headersfile", () -> lines(file, headers)));
        return headers;
    }

    private static void lines(Path file, Map<String, Secret> headers) {
        for (String line : SecretFile.read(file).reveal().lines().toList()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                header(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip(),
                        headers);
            } else if (!line.isBlank()) {
                throw new IllegalArgumentException("must name a file of lines NAME: VALUE");
            }
        }
    }

    /** What it throws does not show the value. */
    private static void header(String name, String value, Map<String, Secret> headers) {
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("must not have " + name + ", which each request has anyway");
        }
        HttpSettings.Header checked = new HttpSettings.Header(name, value);
        if (checked.value().isEmpty()) {
            throw new IllegalArgumentException("must have a value for " + name);
        }
        headers.put(checked.name(), new Secret(checked.value()));
    }

    /** What it throws does not show it: there may be a token in it. */
    private static URI url(String text) {
        String expected =
                "must be an address such as https://receiver.example.com/events, with credentials in headers alone";
        try {
            URI uri = new URI(text);
            boolean http = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (!http || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                throw new IllegalArgumentException(expected);
            }
            if (uri.getPort() == 0 || uri.getPort() > ListenAddress.MAX_PORT) {
                throw new IllegalArgumentException(
                        "must have a port from 1 to " + ListenAddress.MAX_PORT + ", or none");
            }
            return uri;
        } catch (URISyntaxException _) {
            throw new IllegalArgumentException(expected);
        }
    }

    /** No time is the default, as in {@code registry:2}. */
    private static Duration timeOr(Duration usual, String text) {
        Duration time = GoDuration.parse(text);
        if (time.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException("must be at most 5m");
        }
        return time.isZero() ? usual : time;
    }

    /** None is the default, as in {@code registry:2}. */
    private static int threshold(String text) {
        if (!COUNT.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a number from 1 to 9999, or 0 for the default");
        }
        int count = Integer.parseInt(text);
        return count == 0 ? THRESHOLD : count;
    }

    private static String action(String text) {
        if (!ACTIONS.contains(text)) {
            throw new IllegalArgumentException("must be pull, push, mount or delete");
        }
        return text;
    }

    private static boolean cloudEvents(String text) {
        return switch (text) {
            case "docker" -> false;
            case "cloudevents" -> true;
            default -> throw new IllegalArgumentException("must be docker or cloudevents");
        };
    }
}
