package dev.tardigrade.registry.upstream.wire;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hosts that get the login of an upstream: its own, and by https those of the domain that its first label stands in, as {@code auth.docker.io}
 * for {@code registry-1.docker.io}. Nobody's own are domains of one label, of two that look like {@code co.uk}, and addresses.
 *
 * @param host of the upstream, in lower case
 */
record OwnDomain(String host) {

    /** At least two labels, of which the last begins with a letter, as no IPv4 address does. */
    private static final Pattern DOMAIN = Pattern.compile("([a-z0-9-]+\\.)+[a-z][a-z0-9-]*");

    /** Second-level domains that countries sell names below. */
    private static final Pattern SHARED = Pattern.compile("[a-z0-9-]{1,3}\\.[a-z]{2}");

    static OwnDomain of(URI upstream) {
        return new OwnDomain(lower(upstream));
    }

    private static String lower(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    /** Whether a server there is one of it. */
    boolean has(URI server) {
        String other = lower(server);
        return other.equals(host)
                || ("https".equalsIgnoreCase(server.getScheme())
                        && domain().filter(domain -> ("." + other).endsWith("." + domain))
                                .isPresent());
    }

    private Optional<String> domain() {
        return Optional.of(host.substring(host.indexOf('.') + 1))
                .filter(rest ->
                        DOMAIN.matcher(rest).matches() && !SHARED.matcher(rest).matches());
    }
}
