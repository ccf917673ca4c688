package dev.tardigrade.testing.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.tardigrade.testing.keys.TestKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Publishes keys on a loopback port, as well as it is told to. */
public final class TestIssuer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile HttpHandler metadata;
    private volatile HttpHandler keys = exchange -> answer(exchange, 404, "");

    private TestIssuer(HttpServer server) {
        this.server = server;
        this.metadata = exchange -> answer(exchange, 200, metadata(uri(), uri() + "/keys"));
    }

    /** Close it. It has no keys yet. */
    public static TestIssuer start() {
        try {
            TestIssuer issuer =
                    new TestIssuer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            issuer.server.setExecutor(issuer.threads);
            issuer.server.createContext("/", exchange -> answer(exchange, 404, ""));
            issuer.server.createContext("/.well-known/openid-configuration", exchange -> {
                issuer.asked.incrementAndGet();
                issuer.metadata.handle(exchange);
            });
            issuer.server.createContext("/keys", exchange -> issuer.keys.handle(exchange));
            issuer.server.start();
            return issuer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As its tokens have it. */
    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public static String metadata(String issuer, String keys) {
        return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keys + "\"}";
    }

    /** Publishes public keys by their ids. */
    public void publish(Map<String, TestKey> published) {
        String set = set(published);
        keysBy(exchange -> answer(exchange, 200, set));
    }

    /** A set of public keys in JSON. */
    public static String set(Map<String, TestKey> published) {
        return published.entrySet().stream()
                .map(entry -> jwk(entry.getKey(), entry.getValue()).toJSONString())
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static JWK jwk(String id, TestKey key) {
        return key.pair().getPublic() instanceof ECPublicKey ec
                ? new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec)
                        .keyID(id)
                        .build()
                : new RSAKey.Builder((RSAPublicKey) key.pair().getPublic())
                        .keyID(id)
                        .build();
    }

    public void metadataBy(HttpHandler handler) {
        metadata = handler;
    }

    public void keysBy(HttpHandler handler) {
        keys = handler;
    }

    public static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** How often it was asked for its metadata. */
    public int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
