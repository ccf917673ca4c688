package dev.tardigrade.registry.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.upstream.Upstream;
import dev.tardigrade.registry.upstream.wire.Login;
import dev.tardigrade.registry.upstream.wire.Remote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A registry that answers as a test says, and notes what it is asked. */
public final class FakeUpstream implements AutoCloseable {

    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /** One request to it. */
    record Request(String method, String path, Optional<String> authorization) {}

    /** Answers a request. */
    public interface Script {
        void answer(HttpExchange exchange) throws IOException;
    }

    public FakeUpstream() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            requests.add(new Request(
                    exchange.getRequestMethod(),
                    path,
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))));
            try (exchange) {
                scripts.getOrDefault(path, status(404)).answer(exchange);
            }
        });
        server.start();
    }

    public FakeUpstream on(String path, Script script) {
        scripts.put(path, script);
        return this;
    }

    public static Script status(int status, String... headers) {
        return exchange -> {
            set(exchange, headers);
            exchange.sendResponseHeaders(status, -1);
        };
    }

    public static Script content(byte[] content, String... headers) {
        return exchange -> {
            set(exchange, headers);
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(content.length));
                exchange.sendResponseHeaders(200, -1);
            } else {
                exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
                exchange.getResponseBody().write(content);
            }
        };
    }

    static void set(HttpExchange exchange, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
        }
    }

    /** Waits until this upstream is closed. */
    void hang() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public URI url(String host) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort());
    }

    Upstream below(String prefix, Duration ttl, Login... login) {
        return upstream(url("127.0.0.1"), prefix, ttl, login);
    }

    static Upstream upstream(URI url, String prefix, Duration ttl, Login... login) {
        return new Upstream(
                new Remote("hub", url, List.of(login).stream().findFirst()), new RepositoryName(prefix), ttl);
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    long asked(String method, String path) {
        return requests.stream()
                .filter(each -> each.method().equals(method) && each.path().equals(path))
                .count();
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
