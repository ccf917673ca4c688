package dev.tardigrade.registry.config.vocabulary;

import java.util.regex.Pattern;

/**
 * Variables that begin like settings and are none: Kubernetes puts some into every Pod for each Service of its namespace. Those of a Service
 * called {@code registry}, or {@code registry-} and something, nobody wrote as settings.
 */
final class ForeignVariables {

    private static final String SERVICE = "REGISTRY(_[A-Z0-9_]+)?";
    private static final Pattern NAME = Pattern.compile(
            SERVICE + "_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");
    private static final Pattern LINK_NAME = Pattern.compile(SERVICE + "_PORT");
    private static final Pattern LINK_VALUE = Pattern.compile("(tcp|udp|sctp)://.+");

    private ForeignVariables() {}

    static boolean include(String name, String value) {
        boolean link =
                LINK_NAME.matcher(name).matches() && LINK_VALUE.matcher(value).matches();
        return link || NAME.matcher(name).matches();
    }
}
