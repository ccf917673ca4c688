package dev.tardigrade.registry.upstream.wire;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Comparator;
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

    private enum Reach {
        PUBLIC,
        PRIVATE,
        LOOPBACK,
        /** Of the network's own machinery. */
        NOWHERE
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
        Reach reach = reach(host);
        boolean own = host.equalsIgnoreCase(upstream.url().getHost());
        if (reach == Reach.NOWHERE
                || (!own && reach.compareTo(reach(upstream.url().getHost())) > 0)) {
            throw refused("an address inside of a network, " + host.toLowerCase(Locale.ROOT));
        }
    }

    private RegistryException refused(String what) {
        return new RegistryException(new Failure.UpstreamUnavailable(
                "the upstream " + upstream.name() + " leads to " + what + ", to which nothing is sent", OPERATOR_ACTS));
    }

    private Reach reach(String host) {
        try {
            return lookup.of(host).stream()
                    .map(Destinations::reach)
                    .max(Comparator.naturalOrder())
                    .orElse(Reach.NOWHERE);
        } catch (UnknownHostException e) {
            throw new RegistryException(
                    new Failure.UpstreamUnavailable(
                            "no address is known of a host of the upstream " + upstream.name(), Duration.ofSeconds(10)),
                    e);
        }
    }

    private static Reach reach(InetAddress address) {
        if (address.isLinkLocalAddress() || address.isAnyLocalAddress() || address.isMulticastAddress()) {
            return Reach.NOWHERE;
        }
        if (address.isLoopbackAddress()) {
            return Reach.LOOPBACK;
        }
        return address.isSiteLocalAddress() || isShared(address) ? Reach.PRIVATE : Reach.PUBLIC;
    }

    /** RFC 6598 of IPv4, RFC 4193 of IPv6. */
    private static boolean isShared(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address
                ? (bytes[0] & 0xfe) == 0xfc
                : (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
    }
}
