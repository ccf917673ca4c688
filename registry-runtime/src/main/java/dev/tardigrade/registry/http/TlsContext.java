package dev.tardigrade.registry.http;

import dev.tardigrade.registry.files.PemCertificates;
import dev.tardigrade.registry.files.PemPrivateKey;
import dev.tardigrade.registry.files.Watched;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates of HTTPS, which follow their files: connections that are open stay as they are, new ones see what the files hold now.
 * Files that do not go together change nothing.
 */
final class TlsContext {

    private static final Logger LOG = LoggerFactory.getLogger(TlsContext.class);
    private static final char[] PASSWORD = new char[0];

    private final TlsFiles files;
    private final Watched<Stores> watched;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    private Stores used;

    private TlsContext(TlsFiles files, Watched<Stores> watched) {
        this.files = files;
        this.watched = watched;
        this.used = watched.get();
        configure(context);
    }

    /** Throws an {@link IOException} that names the file and what is wrong with it. */
    static TlsContext open(TlsFiles files, InstantSource clock) throws IOException {
        return new TlsContext(files, Watched.open(files.all(), () -> stores(files), clock));
    }

    SslContextFactory.Server factory() {
        return context;
    }

    /** Looks whether the files have changed; to be called every few seconds. */
    void refresh() {
        Stores current = watched.get();
        if (!current.equals(used)) {
            try {
                context.reload(_ -> configure(current));
                used = current;
                LOG.info("new connections get the certificate that {} holds now", files.certificate());
            } catch (Exception e) {
                LOG.error("the certificate stays as it was", e);
            }
        }
    }

    private void configure(Stores stores) {
        context.setKeyStore(stores.keys());
        context.setTrustStore(files.clients().isPresent() ? stores.authorities() : null);
    }

    private void configure(SslContextFactory.Server factory) {
        configure(used);
        factory.setKeyStorePassword("");
        factory.setIncludeProtocols(files.protocols().toArray(String[]::new));
        factory.setSniRequired(false);
        if (!files.suites().isEmpty()) {
            factory.setIncludeCipherSuites(files.suites().toArray(String[]::new));
        }
        files.clients().ifPresent(clients -> {
            factory.setNeedClientAuth(clients.required());
            factory.setWantClientAuth(!clients.required());
        });
    }

    private static Stores stores(TlsFiles files) throws IOException {
        List<X509Certificate> chain = PemCertificates.read(files.certificate());
        PrivateKey key = PemPrivateKey.read(files.key());
        try {
            if (!belongTogether(chain.getFirst(), key)) {
                throw new IOException(
                        files.key() + " is not the key of the first certificate in " + files.certificate());
            }
            KeyStore keys = empty();
            keys.setKeyEntry("server", key, PASSWORD, chain.toArray(X509Certificate[]::new));
            KeyStore authorities = empty();
            if (files.clients().isPresent()) {
                for (Path file : files.clients().get().authorities()) {
                    for (X509Certificate authority : PemCertificates.read(file)) {
                        authorities.setCertificateEntry(Integer.toString(authorities.size()), authority);
                    }
                }
            }
            return new Stores(keys, authorities);
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    files.certificate() + " and " + files.key() + " are not a certificate and its key", e);
        }
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        byte[] sample = {1};
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(sample);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(sample);
        return signature.verify(signed);
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        return store;
    }

    private record Stores(KeyStore keys, KeyStore authorities) {}
}
