package dev.tardigrade.registry.upstream.wire;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How an upstream wants to be shown who asks (RFC 9110 section 11.6.1, and Docker's token protocol). */
sealed interface Challenge {

    /** By a token that is got elsewhere. */
    record Bearer(URI realm, Optional<String> service) implements Challenge {}

    /** By user and password. */
    record Basic() implements Challenge {}

    int MOST_CHARACTERS = 4096;

    Pattern PARAMETER = Pattern.compile("([A-Za-z0-9_-]{1,64})\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,\"]+))");

    /** The first one that this client knows. */
    static Optional<Challenge> of(HttpHeaders headers) {
        List<String> all = headers.allValues("WWW-Authenticate");
        return all.stream()
                .filter(header -> header.length() <= MOST_CHARACTERS)
                .flatMap(header -> parse(header.strip()).stream())
                .findFirst();
    }

    private static Optional<Challenge> parse(String header) {
        String scheme = header.split("\\s", 2)[0].toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "basic" -> Optional.of(new Basic());
            case "bearer" -> bearer(header.substring(scheme.length()));
            default -> Optional.empty();
        };
    }

    private static Optional<Challenge> bearer(String written) {
        Map<String, String> parameters = new HashMap<>();
        Matcher each = PARAMETER.matcher(written);
        while (each.find()) {
            parameters.putIfAbsent(
                    each.group(1).toLowerCase(Locale.ROOT), each.group(2) != null ? each.group(2) : each.group(3));
        }
        return Optional.ofNullable(parameters.get("realm"))
                .flatMap(Challenge::address)
                .map(realm -> new Bearer(realm, Optional.ofNullable(parameters.get("service"))));
    }

    private static Optional<URI> address(String realm) {
        try {
            URI uri = URI.create(realm);
            return uri.isAbsolute() && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
