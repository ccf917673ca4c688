package dev.tardigrade.registry.config.settings;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server listens.
 *
 * @param host name or address; empty for all addresses of the machine
 * @param port 0 for any free one
 */
public record ListenAddress(String host, int port) {

    private static final Pattern GRAMMAR =
            Pattern.compile("(?:\\[(?<six>[0-9A-Fa-f:.%a-z]+)]|(?<host>[A-Za-z0-9._-]*)):(?<port>\\d{1,5})");
    /** The largest port that there is. */
    public static final int MAX_PORT = 65_535;

    public ListenAddress {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("must have a port from 0 to 65535");
        }
    }

    /** Reads {@code host:port}, {@code :port} or {@code [address]:port}. */
    public static ListenAddress parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be HOST:PORT, or :PORT for all addresses, for instance :5000");
        }
        String six = matcher.group("six");
        return new ListenAddress(six == null ? matcher.group("host") : six, Integer.parseInt(matcher.group("port")));
    }

    /** The address for a socket; the host's name is looked up. */
    public InetSocketAddress toSocketAddress() {
        return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }

    /** As it is written in a configuration. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
