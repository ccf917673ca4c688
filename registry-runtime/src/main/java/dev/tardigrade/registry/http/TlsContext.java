package dev.tardigrade.registry.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Makes of a certificate and its key what the HTTP server needs. */
final class TlsContext {

    private TlsContext() {}

    /** Throws an {@link IOException} that names the file and what is wrong with it. */
    static SslContextFactory.Server of(TlsFiles files) throws IOException {
        char[] password = new char[0];
        SslContextFactory.Server context = new SslContextFactory.Server();
        try {
            Certificate[] chain = chain(files);
            PrivateKey key =
                    PemPrivateKey.read(files.key(), chain[0].getPublicKey().getAlgorithm());
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry("server", key, password, chain);
            context.setKeyStore(store);
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    files.certificate() + " and " + files.key() + " are not a certificate and its key: "
                            + e.getMessage(),
                    e);
        }
        context.setKeyStorePassword("");
        context.setIncludeProtocols(files.protocols().toArray(String[]::new));
        context.setSniRequired(false);
        return context;
    }

    private static Certificate[] chain(TlsFiles files) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(files.certificate())) {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(Certificate[]::new);
            if (chain.length == 0) {
                throw new IOException(files.certificate() + " holds no certificate in PEM");
            }
            return chain;
        } catch (FileSystemException e) {
            throw new IOException(files.certificate() + " cannot be read", e);
        }
    }
}
