package dev.tardigrade.registry.server;

import dev.tardigrade.registry.cache.Announcer;
import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.cluster.Cluster;
import dev.tardigrade.registry.cluster.PeerKey;
import dev.tardigrade.registry.http.peer.HttpPeers;
import dev.tardigrade.registry.http.peer.PeerServer;
import dev.tardigrade.registry.metrics.MetricName;
import dev.tardigrade.registry.metrics.Metrics;
import dev.tardigrade.registry.model.ReplicaAddress;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/** This process among the replicas of its registry, or on its own. */
final class Replicas implements AutoCloseable {

    private final Announcer announcer;
    private final Deque<Runnable> closing;

    private Replicas(Announcer announcer, Deque<Runnable> closing) {
        this.announcer = announcer;
        this.closing = closing;
    }

    /**
     * Answers the other replicas, and makes itself known to them. On its own where the options name no cluster.
     *
     * @throws IOException where the address cannot be had
     */
    static Replicas join(RegistryOptions options, Caches caches, Metrics metrics, InstantSource clock)
            throws IOException {
        if (options.cluster().isEmpty()) {
            return new Replicas(Announcer.ALONE, new ArrayDeque<>());
        }
        ClusterOptions cluster = options.cluster().get();
        Deque<Runnable> closing = new ArrayDeque<>();
        PeerServer server = PeerServer.open(cluster.listen());
        closing.push(server::close);
        ReplicaAddress self = cluster.self().port() == 0 ? cluster.self().withPort(server.port()) : cluster.self();
        UUID process = UUID.randomUUID();
        PeerKey key = new PeerKey(options.secret(), clock);
        HttpPeers peers = new HttpPeers(self, process, key);
        closing.push(peers::close);
        Cluster others = new Cluster(self, cluster.seeds(), peers, caches, clock);
        server.serve(key, others, process);
        metrics.gauge(MetricName.PEERS, () -> others.others().size());
        others.join();
        closing.push(others::close);
        return new Replicas(others, closing);
    }

    Announcer announcer() {
        return announcer;
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
