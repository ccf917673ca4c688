package dev.tardigrade.registry.upstream.wire;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** How far inside of networks an address lies: each further than the one before. */
enum Reach {
    PUBLIC,
    PRIVATE,
    LOOPBACK,
    /** Of the network's own machinery. */
    NOWHERE;

    /** Where clouds answer machines beside link-local addresses: Alibaba Cloud, Azure, AWS. */
    private static final List<InetAddress> METADATA = List.of(
            InetAddress.ofLiteral("100.100.100.200"),
            InetAddress.ofLiteral("168.63.129.16"),
            InetAddress.ofLiteral("fd00:ec2::254"));

    /** What {@code 64:ff9b::/96} begins with, behind which an IPv4 address stands (RFC 6052). */
    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    static Reach of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address && Arrays.equals(NAT64, Arrays.copyOf(bytes, NAT64.length))) {
            return of(behind(Arrays.copyOfRange(bytes, NAT64.length, bytes.length)));
        }
        if (address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || METADATA.contains(address)) {
            return NOWHERE;
        }
        if (address.isLoopbackAddress()) {
            return LOOPBACK;
        }
        return address.isSiteLocalAddress() || isShared(address, bytes) ? PRIVATE : PUBLIC;
    }

    private static InetAddress behind(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** RFC 6598 and RFC 6890 (192.0.0.0/24) of IPv4, RFC 4193 of IPv6. */
    private static boolean isShared(InetAddress address, byte[] bytes) {
        if (address instanceof Inet6Address) {
            return (bytes[0] & 0xfe) == 0xfc;
        }
        int first = bytes[0] & 0xff;
        return (first == 100 && (bytes[1] & 0xc0) == 64) || (first == 192 && bytes[1] == 0 && bytes[2] == 0);
    }
}
