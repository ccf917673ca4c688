package dev.tardigrade.operator.registry.objects.operation;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a URL leads to.
 *
 * @param host null where it has none that this could read
 */
record Destination(@Nullable String host, int port) {

    static final int HTTPS = 443;
    private static final int HTTP = 80;

    private static final String SERVICE = "svc";
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    static Destination of(String url) {
        var parsed = URI.create(url);
        return new Destination(parsed.getHost(), parsed.getPort() >= 0 ? parsed.getPort() : usualPort(parsed));
    }

    private static int usualPort(URI url) {
        return "http".equals(url.getScheme()) ? HTTP : HTTPS;
    }

    /** The namespace of the Service that it names, if its name is that of one: {@code NAME}, {@code NAME.NAMESPACE.svc} or longer. */
    Optional<String> namespace(String own) {
        if (host == null) {
            return Optional.empty();
        }
        var labels = List.of(host.toLowerCase(Locale.ROOT).split("\\."));
        if (!labels.stream().allMatch(label -> LABEL.matcher(label).matches())) {
            return Optional.empty();
        }
        var service = labels.lastIndexOf(SERVICE);
        if (service >= 2) {
            return Optional.of(labels.get(service - 1));
        }
        return labels.size() == 1 ? Optional.of(own) : Optional.empty();
    }
}
