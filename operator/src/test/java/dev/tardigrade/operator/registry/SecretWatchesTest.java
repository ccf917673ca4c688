package dev.tardigrade.operator.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tardigrade.api.v1alpha1.Registry;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SecretWatchesTest {

    private final AtomicInteger lists = new AtomicInteger();
    private final AtomicInteger watches = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer apiServer;

    @BeforeEach
    void start() throws IOException {
        apiServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        apiServer.createContext("/", this::answer);
        apiServer.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        apiServer.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        apiServer.stop(0);
    }

    @Test
    void aWatchThatBringsHalfAnAnswerBeginsAnew() throws InterruptedException {
        BlockingQueue<Event> events = new ArrayBlockingQueue<>(16);
        var registry = new Registry();
        registry.setMetadata(
                new ObjectMetaBuilder().withNamespace("ns").withName("team-a").build());
        var config = new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl("http://127.0.0.1:" + apiServer.getAddress().getPort())
                .withOnlyHttpWatches(true)
                .withWatchReconnectInterval(1)
                .build();
        try (var lines = new WatchLines(
                () -> new KubernetesClientBuilder().withConfig(config).build())) {
            var secrets = new SecretWatches(lines);
            secrets.setEventHandler(events::add);
            assertThat(secrets.get(registry, Set.of("access")).secrets()).hasSize(1);

            // A watch that begins anew may list more than once.
            var seen = 1;
            while (seen < 2) {
                assertThat(events.poll(1, TimeUnit.MINUTES))
                        .isNotNull()
                        .extracting(Event::getRelatedCustomResourceID)
                        .isEqualTo(new ResourceID("team-a", "ns"));
                seen = Integer.parseInt(secrets.get(registry, Set.of("access"))
                        .secrets()
                        .getFirst()
                        .getMetadata()
                        .getResourceVersion());
            }
        }
    }

    /** Each list has a newer Secret; the first watch ends within an event, others bring nothing. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            if (!exchange.getRequestURI().getQuery().contains("watch=true")) {
                exchange.getResponseBody()
                        .write("""
                        {"apiVersion":"v1","kind":"SecretList","metadata":{"resourceVersion":"%1$d"},"items":[
                          {"metadata":{"namespace":"ns","name":"access","uid":"u","resourceVersion":"%1$d"}}]}
                        """.formatted(lists.incrementAndGet()).getBytes(UTF_8));
                return;
            }
            if (watches.incrementAndGet() == 1) {
                exchange.getResponseBody().write("{\"type\":\"MODIFIED\",\"object\":{\n".getBytes(UTF_8));
                return;
            }
            exchange.getResponseBody().flush();
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
