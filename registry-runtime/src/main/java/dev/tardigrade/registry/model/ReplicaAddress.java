package dev.tardigrade.registry.model;

import java.net.InetSocketAddress;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a replica answers the other ones.
 *
 * @param host name or literal address, that of IPv6 without brackets
 * @param port 0 only where the system is still to choose one
 */
public record ReplicaAddress(String host, int port) {

    private static final int MAX_PORT = 65_535;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f:.]{2,45}");
    private static final Pattern SIX = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern WRITTEN =
            Pattern.compile("(?:\\[(?<six>[0-9A-Fa-f:.]+)]|(?<host>[A-Za-z0-9._-]+))(?::(?<port>\\d{1,5}))?");

    public ReplicaAddress {
        if (!HOST.matcher(host).matches() || port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("must be HOST:PORT with a port up to 65535");
        }
    }

    /**
     * Reads {@code host:port} or {@code [address]:port}; where a port is known already also {@code host} and {@code address}.
     *
     * @throws IllegalArgumentException where it is none of these
     */
    public static ReplicaAddress parse(String text, OptionalInt knownPort) {
        if (knownPort.isPresent() && SIX.matcher(text).matches()) {
            return new ReplicaAddress(text, knownPort.getAsInt());
        }
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches() || (matcher.group("port") == null && knownPort.isEmpty())) {
            throw new IllegalArgumentException("must be HOST:PORT, for instance registry-peers:5002");
        }
        String six = matcher.group("six");
        String port = matcher.group("port");
        return new ReplicaAddress(
                six == null ? matcher.group("host") : six,
                port == null ? knownPort.getAsInt() : Integer.parseInt(port));
    }

    public ReplicaAddress withPort(int chosen) {
        return new ReplicaAddress(host, chosen);
    }

    /** The address for a socket; the host's name is looked up. */
    public InetSocketAddress toSocketAddress() {
        return new InetSocketAddress(host, port);
    }

    /** As it stands in a URI. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
