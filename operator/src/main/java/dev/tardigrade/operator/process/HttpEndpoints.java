package dev.tardigrade.operator.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;

/** Serves {@code /livez}, {@code /readyz} and {@code /metrics}. */
final class HttpEndpoints implements AutoCloseable {

    /** Of the JDK's server: who sends or reads slowly, or opens one connection after the other, must not fill the memory. */
    private static final Map<String, String> LIMITS = Map.of(
            "jdk.httpserver.maxConnections", "64",
            "sun.net.httpserver.maxReqTime", "10",
            "sun.net.httpserver.maxRspTime", "30");

    private final HttpServer server;

    private HttpEndpoints(HttpServer server) {
        this.server = server;
    }

    static HttpEndpoints start(InetSocketAddress address, Health health, Metrics metrics) throws IOException {
        LIMITS.forEach((name, limit) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, limit);
            }
        });
        var server = HttpServer.create(address, 0);
        server.createContext("/livez", exchange -> answer(exchange, HttpURLConnection.HTTP_OK, "ok"));
        server.createContext("/readyz", exchange -> ready(exchange, health));
        server.createContext(
                "/metrics",
                exchange -> answer(exchange, HttpURLConnection.HTTP_OK, "text/plain; version=0.0.4", metrics.text()));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return new HttpEndpoints(server);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void ready(HttpExchange exchange, Health health) throws IOException {
        var trouble = health.isNotReady();
        answer(
                exchange,
                trouble.isEmpty() ? HttpURLConnection.HTTP_OK : HttpURLConnection.HTTP_UNAVAILABLE,
                trouble.orElseGet(health::watches));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        answer(exchange, status, "text/plain", text + "\n");
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
