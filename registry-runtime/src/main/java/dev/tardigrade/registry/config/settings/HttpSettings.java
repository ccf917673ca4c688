package dev.tardigrade.registry.config.settings;

import dev.tardigrade.registry.model.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The servers of this process.
 *
 * @param host address at which clients reach this server; null for the one they call it by
 * @param secret signs what clients carry between requests; null for one that is made at start, which other replicas do not know
 * @param drainTimeout how long open requests may take once the process is told to end; zero for not at all
 * @param tls null for plain HTTP
 * @param limits on requests at a time
 * @param headers for every answer, in the order in which they were written
 * @param debug null for no server of health and metrics
 */
public record HttpSettings(
        ListenAddress address,
        @Nullable URI host,
        @Nullable Secret secret,
        Duration drainTimeout,
        @Nullable Tls tls,
        Limits limits,
        List<Header> headers,
        @Nullable Debug debug) {

    public HttpSettings {
        headers = List.copyOf(headers);
    }

    /**
     * How many requests are served at a time.
     *
     * @param reads empty for as many as the memory allows
     * @param writes likewise
     */
    public record Limits(OptionalInt reads, OptionalInt writes) {}

    /**
     * What HTTPS needs.
     *
     * @param certificate PEM file of the server's certificate chain
     * @param key PEM file of its key
     * @param minimum oldest protocol that is spoken
     * @param suites of TLS 1.2 that are spoken; none for those that are the default
     * @param clients null where clients need no certificate
     */
    public record Tls(
            Path certificate,
            Path key,
            Protocol minimum,
            List<CipherSuite> suites,
            @Nullable ClientCertificates clients) {
        public Tls {
            suites = List.copyOf(suites);
        }
    }

    /**
     * Which certificates clients show.
     *
     * @param authorities PEM files of those that sign them
     * @param required whether a client without one is sent away
     */
    public record ClientCertificates(List<Path> authorities, boolean required) {
        public ClientCertificates {
            authorities = List.copyOf(authorities);
        }
    }

    /** The suites of TLS 1.2 that are not broken. Those of TLS 1.3 are all strong, and always spoken. */
    public enum CipherSuite {
        TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
    }

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
