package dev.tardigrade.operator.registry.report;

/**
 * Where clients find a registry.
 *
 * @param host name or address, with the port where it is not that of the scheme
 */
record Address(String scheme, String host) {

    private static final String HTTP = "http";
    private static final String HTTPS = "https";

    static Address of(boolean encrypted, String host) {
        return new Address(encrypted ? HTTPS : HTTP, host);
    }

    static Address of(boolean encrypted, String host, int port) {
        return of(encrypted, isIpV6(host) ? "[" + host + "]:" + port : host + ":" + port);
    }

    /** What a client types. */
    String url() {
        return scheme + "://" + host;
    }

    private static boolean isIpV6(String host) {
        return host.indexOf(':') >= 0;
    }
}
