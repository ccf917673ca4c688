package dev.tardigrade.registry.http;

import java.nio.file.Path;
import java.util.List;

/**
 * What HTTPS needs.
 *
 * @param certificate the server's, with the chain behind it, in PEM
 * @param key of the certificate, in PEM
 * @param protocols of TLS that are spoken
 */
public record TlsFiles(Path certificate, Path key, List<String> protocols) {

    public TlsFiles {
        protocols = List.copyOf(protocols);
    }
}
