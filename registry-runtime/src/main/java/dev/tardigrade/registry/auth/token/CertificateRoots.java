package dev.tardigrade.registry.auth.token;

import com.nimbusds.jose.util.Base64;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Certificates of the configuration, under which the one must be that a token brings along ({@code x5c}).
 *
 * @param certificates none where chains are never believed
 */
record CertificateRoots(List<X509Certificate> certificates, InstantSource clock) {

    private static final int MAX_LENGTH = 8;

    CertificateRoots {
        certificates = List.copyOf(certificates);
    }

    /** The key of the first certificate of a chain; empty where the chain does not end under one of ours, or is not valid now. */
    Optional<TrustedKey> leafOf(List<Base64> chain) {
        if (certificates.isEmpty() || chain.size() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> path = new ArrayList<>();
            for (Base64 each : chain) {
                path.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(each.decode())));
            }
            X509Certificate leaf = path.getFirst();
            leaf.checkValidity(Date.from(clock.instant()));
            if (!certificates.contains(leaf)) {
                // The root itself is no part of what is verified.
                path.removeIf(certificates::contains);
                validate(factory.generateCertPath(path));
            }
            return Optional.of(TrustedKey.of(leaf.getPublicKey()));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private void validate(CertPath path) throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(
                certificates.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet()));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(clock.instant()));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }
}
