package dev.tardigrade.registry.http;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What HTTPS needs.
 *
 * @param certificate the server's, with the chain behind it, in PEM
 * @param key of the certificate, in PEM
 * @param protocols of TLS that are spoken
 * @param suites that are spoken; none for the default
 * @param clients what certificates clients show; empty for none
 */
public record TlsFiles(
        Path certificate, Path key, List<String> protocols, List<String> suites, Optional<ClientCertificates> clients) {

    public TlsFiles {
        protocols = List.copyOf(protocols);
        suites = List.copyOf(suites);
    }

    /**
     * What certificates clients show.
     *
     * @param authorities PEM files of those that sign them
     * @param required whether a client without one is sent away
     */
    public record ClientCertificates(List<Path> authorities, boolean required) {
        public ClientCertificates {
            authorities = List.copyOf(authorities);
        }
    }

    /** All of them. */
    List<Path> all() {
        return Stream.concat(Stream.of(certificate, key), clients.stream().flatMap(each -> each.authorities().stream()))
                .toList();
    }
}
