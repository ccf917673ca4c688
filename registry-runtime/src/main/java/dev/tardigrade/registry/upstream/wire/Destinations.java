package dev.tardigrade.registry.upstream.wire;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Where requests for one upstream may go: to its own host, and to where that sends us, its token server and its storage, as long as these lie
 * no further inside than itself. So an upstream on the internet leads nobody to hosts of a private network, and none leads to the addresses at
 * which clouds answer machines. What is encrypted stays so.
 */
final class Destinations {

    private static final Duration OPERATOR_ACTS = Duration.ofSeconds(30);

    private final Remote upstream;
    private final Lookup lookup;

    /** Finds the addresses of a host. */
    interface Lookup {
        List<InetAddress> of(String host) throws UnknownHostException;
    }

    Destinations(Remote upstream) {
        this(upstream, host -> List.of(InetAddress.getAllByName(host)));
    }

    Destinations(Remote upstream, Lookup lookup) {
        this.upstream = upstream;
        this.lookup = lookup;
    }

    /** Whether both are the same server to whom credentials may be shown. */
    static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return isEncrypted(uri) ? 443 : 80;
    }

    private static boolean isEncrypted(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** Throws a {@link RegistryException} with {@link Failure.UpstreamUnavailable} where no request may go there. */
    void require(URI target) {
        String host = target.getHost();
        boolean http = isEncrypted(target) || "http".equalsIgnoreCase(target.getScheme());
        if (host == null || !http || target.getRawUserInfo() != null) {
            throw refused("an address that is none of http or https");
        }
        if (isEncrypted(upstream.url()) && !isEncrypted(target)) {
            throw refused("an address that is not encrypted");
        }
        List<Reach> reaches = reaches(host);
        boolean own = host.equalsIgnoreCase(upstream.url().getHost());
        if (Collections.max(reaches) == Reach.NOWHERE
                || (!own
                        && Collections.max(reaches)
                                        .compareTo(Collections.min(
                                                reaches(upstream.url().getHost())))
                                > 0)) {
            throw refused("an address inside of a network, " + host.toLowerCase(Locale.ROOT));
        }
    }

    private RegistryException refused(String what) {
        return new RegistryException(new Failure.UpstreamUnavailable(
                "the upstream " + upstream.name() + " leads to " + what + ", to which nothing is sent", OPERATOR_ACTS));
    }

    /** Of all addresses of a host, as any of them may be connected to. Not empty. */
    private List<Reach> reaches(String host) {
        try {
            List<Reach> reaches =
                    lookup.of(host).stream().map(Reach::of).distinct().toList();
            return reaches.isEmpty() ? List.of(Reach.NOWHERE) : reaches;
        } catch (UnknownHostException e) {
            throw new RegistryException(
                    new Failure.UpstreamUnavailable(
                            "no address is known of a host of the upstream " + upstream.name(), Duration.ofSeconds(10)),
                    e);
        }
    }
}
