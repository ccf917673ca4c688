package dev.tardigrade.e2e.node;

import dev.tardigrade.e2e.image.Layer;
import dev.tardigrade.e2e.image.PlainClient;
import dev.tardigrade.e2e.image.UnexpectedAnswer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that push images and pull them again without a pause, and never try anything twice: what fails once is counted. Each image has
 * its own repository, its layer goes into a data object.
 */
final class Traffic implements AutoCloseable {

    private static final int CLIENTS = 3;
    private static final int LAYER_BYTES = 64 * 1024;
    private static final long PAUSE_MILLIS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI registry;
    private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(CLIENTS);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger images = new AtomicInteger();

    private Traffic(URI registry) {
        this.registry = registry;
    }

    static Traffic to(URI registry) {
        Traffic traffic = new Traffic(registry);
        for (int client = 0; client < CLIENTS; client++) {
            var _ = traffic.clients.scheduleWithFixedDelay(
                    traffic::pushAndPull, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
        return traffic;
    }

    /** What went wrong so far, with its time. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    int requests() {
        return requests.get();
    }

    /** By a connection of its own, which goes to any of the servers. */
    private void pushAndPull() {
        int number = images.incrementAndGet();
        Layer layer = new Layer(number, LAYER_BYTES);
        try (HttpClient http = HttpClient.newHttpClient()) {
            PlainClient client = new PlainClient(http, PATIENCE, List.of(registry));
            try {
                client.push("traffic/image-" + number, "latest", layer);
                client.pull("traffic/image-" + number, "latest", layer);
            } catch (UncheckedIOException | IllegalStateException | UnexpectedAnswer e) {
                failures.add(Instant.now() + " image " + number + ": " + e + ", " + e.getCause());
            } finally {
                requests.addAndGet(client.requests());
            }
        }
    }

    /** No more images. Those that are under way end. */
    @Override
    public void close() {
        clients.shutdown();
    }

    /** Lets the images that are under way end. */
    void end() {
        clients.shutdown();
        try {
            if (!clients.awaitTermination(2, TimeUnit.MINUTES)) {
                failures.add("clients did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
