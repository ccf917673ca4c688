package dev.tardigrade.registry.config;

import dev.tardigrade.registry.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The servers of this process.
 *
 * @param secret signs what clients carry between requests; null for one that is made at start, which other replicas do not know
 * @param drainTimeout how long open requests may take once the process is told to end; zero for not at all
 * @param tls null for plain HTTP
 * @param headers for every answer, in the order in which they were written
 * @param debug null for no server of health and metrics
 */
public record HttpSettings(
        ListenAddress address,
        @Nullable Secret secret,
        Duration drainTimeout,
        @Nullable Tls tls,
        List<Header> headers,
        @Nullable Debug debug) {

    public HttpSettings {
        headers = List.copyOf(headers);
    }

    /** PEM files of the server's certificate chain and its key, and the oldest protocol that is spoken. */
    public record Tls(Path certificate, Path key, Protocol minimum) {}

    /** A version of TLS. */
    public enum Protocol {
        TLS_1_2,
        TLS_1_3
    }

    /**
     * The server for those who run the registry.
     *
     * @param metrics path of the metrics; null for none
     */
    public record Debug(ListenAddress address, @Nullable MetricsPath metrics) {}

    /**
     * A path.
     *
     * @param value begins with a slash
     */
    public record MetricsPath(String value) {

        private static final Pattern GRAMMAR = Pattern.compile("/[A-Za-z0-9._~/-]{0,127}");

        public MetricsPath {
            if (!GRAMMAR.matcher(value).matches()) {
                throw new IllegalArgumentException("must be a path that begins with a slash, for instance /metrics");
            }
        }
    }

    /**
     * A header field of RFC 9110.
     *
     * @param name a token, and none that frames the message
     * @param value visible characters, spaces and tabs
     */
    public record Header(String name, String value) {

        private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
        private static final Pattern FRAMING =
                Pattern.compile("(?i)content-length|content-type|content-range|content-encoding|transfer-encoding|"
                        + "connection|upgrade|trailer|date|location");
        private static final Pattern VISIBLE = Pattern.compile("[\\x20-\\x7E\\t]*");

        public Header {
            if (!TOKEN.matcher(name).matches()) {
                throw new IllegalArgumentException("is not the name of a header");
            }
            if (FRAMING.matcher(name).matches()) {
                throw new IllegalArgumentException("is set by the server for each answer: leave it out");
            }
            if (!VISIBLE.matcher(value).matches()) {
                throw new IllegalArgumentException("must be one line of ASCII characters");
            }
        }
    }
}
