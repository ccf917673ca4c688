package dev.tardigrade.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Stands where an API server would: answers as it is told, and remembers what it was asked. Its watches bring nothing. */
public final class StubApiServer implements AutoCloseable {

    /** What it was asked. */
    public record Call(String method, String path, String body) {

        /** Whether it is about the object of this name. */
        public boolean isAbout(String name) {
            return path.endsWith("/" + name);
        }
    }

    /**
     * What it answers.
     *
     * @param status 0 stands for none
     */
    public record Answer(int status, String body) {

        public static final Answer NONE = new Answer(0, "");

        public static Answer good(String body) {
            return new Answer(200, body);
        }

        public static Answer failure(int status) {
            return new Answer(
                    status,
                    "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":%d,\"message\":\"it fails\"}"
                            .formatted(status));
        }
    }

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Function<Call, Answer> answers;
    private final HttpServer server;
    private final KubernetesClient client;

    public StubApiServer(Function<Call, Answer> answers) {
        this.answers = answers;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withAutoConfigure(false)
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .withOnlyHttpWatches(true)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    /** One of its own, which tries each call once. */
    public KubernetesClient client() {
        return client;
    }

    /** All until now, but for watches. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        client.close();
        end.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            if (query.contains("watch=true")) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().flush();
                end.await();
                return;
            }
            Call call = new Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            calls.add(call);
            Answer answer = answers.apply(call);
            if (answer.status() > 0) {
                byte[] body = answer.body().getBytes(UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
