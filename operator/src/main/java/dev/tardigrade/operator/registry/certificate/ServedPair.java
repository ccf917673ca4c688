package dev.tardigrade.operator.registry.certificate;

import dev.tardigrade.api.v1alpha1.exposure.CertificateReference;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A certificate and its private key, as a Secret has them. Says what is wrong in words that hold nothing of the key; whether a certificate is
 * valid now, for which names, and by whom, is the matter of clients.
 */
public final class ServedPair {

    private static final String CERTIFICATE = CertificateReference.CERTIFICATE;
    private static final String PRIVATE_KEY = CertificateReference.PRIVATE_KEY;

    private final String chain;
    private final String key;

    public ServedPair(String chain, String key) {
        this.chain = chain;
        this.key = key;
    }

    /** Why servers would not start with it, if they would not. */
    public Optional<String> faultForServers() {
        return fault(false);
    }

    /** Why nothing can serve it, if nothing can: controllers of Ingresses know kinds of keys that servers do not. */
    public Optional<String> faultForAnybody() {
        return fault(true);
    }

    private Optional<String> fault(boolean ofAnyKind) {
        try {
            var certificates = certificates();
            if (certificates.isEmpty()) {
                return Optional.of(CERTIFICATE + " holds no certificate in PEM");
            }
            var certified = certificates.getFirst().getPublicKey();
            return Pem.read(key).stream()
                    .filter(block -> ofAnyKind ? block.label().endsWith(PairOfKeys.PKCS8) : PairOfKeys.isRead(block))
                    .findFirst()
                    .map(block -> fault(new PairOfKeys(certified, block).fit(), ofAnyKind))
                    .orElseGet(() -> Optional.of(PRIVATE_KEY + " holds no private key in PEM without a passphrase"));
        } catch (IllegalArgumentException _) {
            return Optional.of("a block of PEM in " + CERTIFICATE + " or " + PRIVATE_KEY + " is not Base64");
        } catch (CertificateException _) {
            return Optional.of(CERTIFICATE + " holds a certificate that cannot be read");
        }
    }

    private static Optional<String> fault(PairOfKeys.Fit fit, boolean ofAnyKind) {
        return switch (fit) {
            case FITS -> Optional.empty();
            case DIFFERS -> Optional.of(PRIVATE_KEY + " is not the key of the first certificate in " + CERTIFICATE);
            case UNREADABLE ->
                ofAnyKind
                        ? Optional.empty()
                        : Optional.of(PRIVATE_KEY + " holds no private key of RSA or of a curve of NIST");
        };
    }

    private List<X509Certificate> certificates() throws CertificateException {
        var certificates = new ArrayList<X509Certificate>();
        for (Pem block : Pem.read(chain)) {
            if (block.label().equals("CERTIFICATE")) {
                certificates.add((X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(block.content())));
            }
        }
        return certificates;
    }
}
