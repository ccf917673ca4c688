package dev.tardigrade.registry.auth.token;

import com.nimbusds.jose.JWSHeader;
import dev.tardigrade.registry.files.PemCertificates;
import dev.tardigrade.registry.files.Watched;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The keys of a token server elsewhere.
 *
 * @param keys that tokens name, or that are tried where they name none
 * @param roots of the chains of certificates that tokens bring along
 */
record ForeignKeys(List<TrustedKey> keys, CertificateRoots roots) implements KeyRing {

    private static final int MAX_KEYS = 256;

    ForeignKeys {
        keys = List.copyOf(keys);
    }

    /**
     * Follows the files.
     *
     * @throws IOException that says which file is wrong, and how
     */
    static Supplier<ForeignKeys> watch(Optional<Path> bundle, Optional<Path> jwks, InstantSource clock)
            throws IOException {
        List<Path> files = Stream.concat(bundle.stream(), jwks.stream()).toList();
        return Watched.open(files, () -> read(bundle, jwks, clock), clock);
    }

    private static ForeignKeys read(Optional<Path> bundle, Optional<Path> jwks, InstantSource clock)
            throws IOException {
        List<X509Certificate> certificates = bundle.isPresent() ? PemCertificates.read(bundle.get()) : List.of();
        List<TrustedKey> keys = new ArrayList<>();
        try {
            certificates.forEach(certificate -> keys.add(TrustedKey.of(certificate.getPublicKey())));
            if (jwks.isPresent()) {
                keys.addAll(JwkSet.read(jwks.get()));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(String.join(" or ", names(bundle, jwks)) + ": " + e.getMessage(), e);
        }
        if (keys.size() > MAX_KEYS) {
            throw new IOException(String.join(" and ", names(bundle, jwks)) + " hold more than " + MAX_KEYS + " keys");
        }
        return new ForeignKeys(keys, new CertificateRoots(certificates, clock));
    }

    private static List<String> names(Optional<Path> bundle, Optional<Path> jwks) {
        return Stream.concat(bundle.stream(), jwks.stream()).map(Path::toString).toList();
    }

    @Override
    public List<TrustedKey> candidates(JWSHeader header) {
        return header.getX509CertChain() == null || header.getX509CertChain().isEmpty()
                ? KeyRing.named(keys, header)
                : Stream.concat(
                                roots.leafOf(header.getX509CertChain()).stream()
                                        .filter(key -> key.fits(header.getAlgorithm())),
                                KeyRing.named(keys, header).stream())
                        .toList();
    }
}
