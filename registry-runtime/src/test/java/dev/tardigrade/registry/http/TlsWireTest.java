package dev.tardigrade.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.testing.keys.TestKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TlsWireTest {

    private static final List<String> BOTH = List.of("TLSv1.2", "TLSv1.3");
    private static final char[] NONE = new char[0];
    private static final TestKey RSA = TestKey.rsa();
    private static final TestKey EC = TestKey.ec("secp256r1");

    @TempDir
    Path folder;

    private Path certificate;
    private Path key;

    @BeforeEach
    void files() {
        certificate = folder.resolve("tls.crt");
        key = folder.resolve("tls.key");
    }

    private RunningRegistry serve(TlsFiles files) throws IOException {
        return RunningRegistry.listening(new ListenSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.of(files), Duration.ofSeconds(5)));
    }

    private TlsFiles files(List<String> protocols) {
        return new TlsFiles(certificate, key, protocols, List.of(), Optional.empty());
    }

    private X509Certificate write(TestKey pair, String pem, String name) throws IOException {
        X509Certificate issued = pair.certificate(name);
        Files.writeString(key, pem);
        Files.writeString(certificate, TestKey.pem(issued));
        return issued;
    }

    private static SSLContext trusting(X509Certificate certificate, Optional<KeyStore> own)
            throws GeneralSecurityException, IOException {
        return trusting(List.of(certificate), own);
    }

    private static SSLContext trusting(List<X509Certificate> certificates, Optional<KeyStore> own)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NONE);
        for (X509Certificate certificate : certificates) {
            store.setCertificateEntry("server-" + store.size(), certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own.orElse(null), NONE);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static HttpClient client(SSLContext context, Version version) {
        return HttpClient.newBuilder().sslContext(context).version(version).build();
    }

    private static HttpResponse<String> get(HttpClient client, RunningRegistry registry)
            throws IOException, InterruptedException {
        URI uri = URI.create("https://127.0.0.1:" + registry.address().getPort() + "/v2/");
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static X509Certificate presented(RunningRegistry registry, SSLContext context) throws IOException {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(
                        InetAddress.getLoopbackAddress(), registry.address().getPort())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    static Stream<Object[]> forms() {
        return Stream.of(
                new Object[] {"RSA in PKCS#8", RSA, RSA.pkcs8()},
                new Object[] {"RSA in PKCS#1", RSA, RSA.traditional()},
                new Object[] {"EC in PKCS#8", EC, EC.pkcs8()},
                new Object[] {"EC in SEC 1", EC, EC.traditional()});
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void everyKindOfKeyServesBothVersionsOfHttp(String form, TestKey pair, String pem)
            throws IOException, GeneralSecurityException, InterruptedException {
        SSLContext context = trusting(write(pair, pem, form), Optional.empty());
        try (RunningRegistry registry = serve(files(BOTH));
                HttpClient second = client(context, Version.HTTP_2);
                HttpClient first = client(context, Version.HTTP_1_1)) {
            HttpResponse<String> answer = get(second, registry);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).as("chosen by ALPN").isEqualTo(Version.HTTP_2);
            assertThat(get(first, registry).version()).isEqualTo(Version.HTTP_1_1);
        }
    }

    @Test
    void aCertificateIsExchangedAndOpenConnectionsStay()
            throws IOException, GeneralSecurityException, InterruptedException {
        X509Certificate old = write(RSA, RSA.pkcs8(), "old");
        try (RunningRegistry registry = serve(files(BOTH));
                HttpClient open = client(trusting(old, Optional.empty()), Version.HTTP_1_1)) {
            assertThat(get(open, registry).statusCode()).isEqualTo(200);
            X509Certificate fresh = write(EC, EC.traditional(), "new");
            SSLContext trustsFresh = trusting(fresh, Optional.empty());
            await().atMost(Duration.ofSeconds(15))
                    .ignoreExceptionsInstanceOf(SSLException.class)
                    .untilAsserted(
                            () -> assertThat(presented(registry, trustsFresh)).isEqualTo(fresh));
            // A client that trusts the old certificate alone could not open another connection.
            assertThat(get(open, registry).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void noRequestFailsWhileCertificatesAreExchanged()
            throws IOException, GeneralSecurityException, InterruptedException, ExecutionException {
        X509Certificate first = write(RSA, RSA.pkcs8(), "first");
        X509Certificate second = EC.certificate("second");
        SSLContext trustsBoth = trusting(List.of(first, second), Optional.empty());
        AtomicBoolean over = new AtomicBoolean();
        try (RunningRegistry registry = serve(files(BOTH));
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> counts = Stream.generate(
                            () -> clients.submit(() -> connectUntil(over, registry, trustsBoth)))
                    .limit(4)
                    .toList();
            exchange(EC.traditional(), second);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> presented(registry, trustsBoth).equals(second));
            exchange(RSA.pkcs8(), first);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> presented(registry, trustsBoth).equals(first));
            over.set(true);
            for (Future<Integer> count : counts) {
                assertThat(count.get()).isPositive();
            }
        }
    }

    private void exchange(String pem, X509Certificate next) throws IOException {
        Files.writeString(key, pem);
        Files.writeString(certificate, TestKey.pem(next));
    }

    /** Each time over a new connection; fails where one of them is not answered. */
    private static int connectUntil(AtomicBoolean over, RunningRegistry registry, SSLContext context)
            throws IOException, InterruptedException {
        int count = 0;
        while (!over.get()) {
            try (HttpClient client = client(context, count % 2 == 0 ? Version.HTTP_1_1 : Version.HTTP_2)) {
                assertThat(get(client, registry).statusCode()).isEqualTo(200);
            }
            count++;
        }
        return count;
    }

    @Test
    void filesThatDoNotGoTogetherChangeNothingUntilTheyDo() throws IOException, GeneralSecurityException {
        X509Certificate old = write(RSA, RSA.pkcs8(), "old");
        TlsContext context = TlsContext.open(files(BOTH), laterEachTime());
        KeyStore before = context.factory().getKeyStore();
        Files.writeString(key, EC.pkcs8());
        context.refresh();
        Files.writeString(key, "no key");
        context.refresh();
        Files.delete(certificate);
        context.refresh();
        assertThat(context.factory().getKeyStore()).isSameAs(before);
        assertThat(before.getCertificate("server")).isEqualTo(old);
    }

    private static java.time.InstantSource laterEachTime() {
        var now = new java.util.concurrent.atomic.AtomicReference<>(Instant.now());
        return () -> now.updateAndGet(time -> time.plusSeconds(5));
    }

    @Test
    void whatIsWrongAtTheStartIsNamed() throws IOException {
        write(RSA, EC.pkcs8(), "mixed");
        assertThatThrownBy(() -> serve(files(BOTH)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(key.toString())
                .hasMessageContaining(certificate.toString());
        Files.delete(certificate);
        assertThatThrownBy(() -> serve(files(BOTH)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(certificate.toString());
    }

    @Test
    void anOlderProtocolThanTheOldestIsNotSpoken() throws IOException, GeneralSecurityException {
        SSLContext context = trusting(write(RSA, RSA.pkcs8(), "server"), Optional.empty());
        try (RunningRegistry registry = serve(files(List.of("TLSv1.3")));
                SSLSocket socket = (SSLSocket) context.getSocketFactory()
                        .createSocket(
                                InetAddress.getLoopbackAddress(),
                                registry.address().getPort())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
        }
    }

    @Test
    void onlyTheSuitesThatAreNamedAreSpoken() throws IOException, GeneralSecurityException {
        SSLContext context = trusting(write(RSA, RSA.pkcs8(), "server"), Optional.empty());
        String named = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
        TlsFiles files = new TlsFiles(certificate, key, BOTH, List.of(named), Optional.empty());
        try (RunningRegistry registry = serve(files);
                SSLSocket socket = (SSLSocket) context.getSocketFactory()
                        .createSocket(
                                InetAddress.getLoopbackAddress(),
                                registry.address().getPort())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.startHandshake();
            assertThat(socket.getSession().getCipherSuite()).isEqualTo(named);
        }
    }

    @Test
    void aClientShowsACertificateWhereOneIsRequired()
            throws IOException, GeneralSecurityException, InterruptedException {
        X509Certificate server = write(RSA, RSA.pkcs8(), "server");
        X509Certificate authority = RSA.authority("clients");
        Path authorities = Files.writeString(folder.resolve("ca.crt"), TestKey.pem(authority));
        var required = new TlsFiles.ClientCertificates(List.of(authorities), true);
        var files = new TlsFiles(certificate, key, BOTH, List.of(), Optional.of(required));
        KeyStore known = store(EC, RSA.sign(authority, EC, "client", Instant.now()));
        TestKey stranger = TestKey.ec("secp256r1");
        KeyStore unknown = store(stranger, stranger.certificate("client"));
        try (RunningRegistry registry = serve(files);
                HttpClient with = client(trusting(server, Optional.of(known)), Version.HTTP_2);
                HttpClient without = client(trusting(server, Optional.empty()), Version.HTTP_1_1);
                HttpClient wrong = client(trusting(server, Optional.of(unknown)), Version.HTTP_1_1)) {
            assertThat(get(with, registry).statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> get(without, registry)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(wrong, registry)).isInstanceOf(IOException.class);
        }
    }

    private static KeyStore store(TestKey pair, X509Certificate certificate)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NONE);
        store.setKeyEntry("client", pair.pair().getPrivate(), NONE, new X509Certificate[] {certificate});
        return store;
    }
}
