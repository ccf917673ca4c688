package dev.tardigrade.registry.config;

import dev.tardigrade.registry.config.settings.HttpSettings.CipherSuite;
import dev.tardigrade.registry.config.settings.HttpSettings.ClientCertificates;
import dev.tardigrade.registry.config.settings.HttpSettings.Protocol;
import dev.tardigrade.registry.config.settings.HttpSettings.Tls;
import dev.tardigrade.registry.config.source.Node;
import dev.tardigrade.registry.config.vocabulary.Key;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code http.tls}. */
final class TlsReader {

    /** Of no use without a certificate. */
    private static final List<Key> REFINEMENTS = List.of(Key.HTTP_TLS_MINIMUMTLS, Key.HTTP_TLS_CIPHERSUITES);

    private final Settings settings;

    TlsReader(Settings settings) {
        this.settings = settings;
    }

    /** Null for plain HTTP, or where a problem was found. */
    @Nullable Tls read() {
        Protocol minimum = settings.value(Key.HTTP_TLS_MINIMUMTLS, Protocol.TLS_1_2, TlsReader::protocol);
        List<CipherSuite> suites = settings.values(Key.HTTP_TLS_CIPHERSUITES, TlsReader::suite);
        ClientCertificates clients = clients();
        if (!settings.isSet(Key.HTTP_TLS_CERTIFICATE) && !settings.isSet(Key.HTTP_TLS_KEY)) {
            REFINEMENTS.stream()
                    .filter(settings::isSet)
                    .forEach(key ->
                            settings.warning(key, "has no effect without http.tls.certificate and http.tls.key"));
            if (clients != null) {
                settings.problem(Key.HTTP_TLS_CLIENTCAS, "needs http.tls.certificate and http.tls.key beside it");
            }
            return null;
        }
        Path certificate = settings.required(Key.HTTP_TLS_CERTIFICATE, Settings::path);
        Path key = settings.required(Key.HTTP_TLS_KEY, Settings::path);
        return certificate == null || key == null ? null : new Tls(certificate, key, minimum, suites, clients);
    }

    private @Nullable ClientCertificates clients() {
        boolean required = settings.value(Key.HTTP_TLS_CLIENTAUTH, true, TlsReader::required);
        List<Path> authorities = settings.values(Key.HTTP_TLS_CLIENTCAS, Settings::path);
        if (authorities.isEmpty() && settings.isSet(Key.HTTP_TLS_CLIENTAUTH)) {
            settings.problem(Key.HTTP_TLS_CLIENTAUTH, "needs http.tls.clientcas beside it");
        }
        return authorities.isEmpty() ? null : new ClientCertificates(authorities, required);
    }

    private static boolean required(Node.Scalar written) {
        return switch (written.text()) {
            case "require-and-verify-client-cert" -> true;
            case "verify-client-cert-if-given" -> false;
            default ->
                throw new IllegalArgumentException(
                        "must be require-and-verify-client-cert or verify-client-cert-if-given: others verify nothing");
        };
    }

    private static CipherSuite suite(Node.Scalar written) {
        try {
            return CipherSuite.valueOf(written.text());
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("must be of "
                    + Arrays.stream(CipherSuite.values()).map(Enum::name).collect(Collectors.joining(", ")));
        }
    }

    private static Protocol protocol(Node.Scalar written) {
        return switch (written.text()) {
            case "tls1.2" -> Protocol.TLS_1_2;
            case "tls1.3" -> Protocol.TLS_1_3;
            default -> throw new IllegalArgumentException("must be tls1.2 or tls1.3: older ones are broken");
        };
    }
}
