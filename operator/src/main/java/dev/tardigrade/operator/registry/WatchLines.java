package dev.tardigrade.operator.registry;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Lines to the API server for watches of single objects, of which there are many. A client keeps one connection for all its calls, and a
 * server lets only so many be under way on one.
 */
final class WatchLines implements AutoCloseable {

    /** Less than the least that servers allow, and room for lists. */
    private static final int WATCHES = 80;

    private final Supplier<KubernetesClient> clients;
    private final List<Line> lines = new ArrayList<>();

    /** A client and how many watches it carries. */
    private static final class Line {

        private final KubernetesClient client;
        private int watches;

        private Line(KubernetesClient client) {
            this.client = client;
        }
    }

    /**
     * @param clients whose watches share a connection
     */
    WatchLines(Supplier<KubernetesClient> clients) {
        this.clients = clients;
    }

    /** For one watch more; to be given back after it. */
    synchronized KubernetesClient take() {
        var line = lines.stream()
                .filter(known -> known.watches < WATCHES)
                .findFirst()
                .orElseGet(this::open);
        line.watches++;
        return line.client;
    }

    synchronized void giveBack(KubernetesClient client) {
        lines.stream().filter(line -> line.client.equals(client)).forEach(line -> line.watches--);
    }

    @Override
    public synchronized void close() {
        lines.forEach(line -> line.client.close());
        lines.clear();
    }

    private Line open() {
        var line = new Line(clients.get());
        lines.add(line);
        return line;
    }
}
