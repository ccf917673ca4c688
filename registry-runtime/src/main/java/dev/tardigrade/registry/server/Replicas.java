package dev.tardigrade.registry.server;

import dev.tardigrade.registry.cache.Announcer;
import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.cache.Witnesses;
import dev.tardigrade.registry.cluster.Cluster;
import dev.tardigrade.registry.cluster.PeerKey;
import dev.tardigrade.registry.http.AnswerHeaders;
import dev.tardigrade.registry.http.RegistryHandler;
import dev.tardigrade.registry.http.api.Forwarder;
import dev.tardigrade.registry.http.api.RegistryApi;
import dev.tardigrade.registry.http.peer.HttpForwarder;
import dev.tardigrade.registry.http.peer.HttpPeers;
import dev.tardigrade.registry.http.peer.PeerServer;
import dev.tardigrade.registry.layout.UploadTaker;
import dev.tardigrade.registry.metrics.MetricName;
import dev.tardigrade.registry.metrics.Metrics;
import dev.tardigrade.registry.model.ReplicaAddress;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;

/** This process among the replicas of its registry, or on its own. */
final class Replicas implements AutoCloseable {

    private final UploadTaker self;
    private final Announcer announcer;
    private final Witnesses witnesses;
    private final Forwarder forwarder;
    private final Start start;
    private final Deque<Runnable> closing;

    private Replicas(
            UploadTaker self,
            Announcer announcer,
            Witnesses witnesses,
            Forwarder forwarder,
            Start start,
            Deque<Runnable> closing) {
        this.self = self;
        this.announcer = announcer;
        this.witnesses = witnesses;
        this.forwarder = forwarder;
        this.start = start;
        this.closing = closing;
    }

    private interface Start {
        void serve(RegistryApi api, AnswerHeaders headers) throws IOException;
    }

    /**
     * Takes the address for the other replicas; on its own where the options name no cluster.
     *
     * @throws IOException where the address cannot be had
     */
    static Replicas open(RegistryOptions options, Caches caches, Metrics metrics, InstantSource clock)
            throws IOException {
        UUID process = UUID.randomUUID();
        if (options.cluster().isEmpty()) {
            UploadTaker self = new UploadTaker(process, Optional.empty());
            return new Replicas(
                    self, Announcer.ALONE, Witnesses.NONE, Forwarder.NONE, (_, _) -> {}, new ArrayDeque<>());
        }
        ClusterOptions cluster = options.cluster().get();
        Deque<Runnable> closing = new ArrayDeque<>();
        PeerServer server = PeerServer.open(cluster.listen());
        closing.push(server::close);
        ReplicaAddress self = cluster.self().port() == 0 ? cluster.self().withPort(server.port()) : cluster.self();
        PeerKey key = new PeerKey(options.secret(), clock);
        HttpPeers peers = new HttpPeers(self, process, key);
        closing.push(peers::close);
        HttpForwarder forwarder = new HttpForwarder(key);
        closing.push(forwarder::close);
        Cluster others = new Cluster(self, cluster.seeds(), peers, caches, clock);
        closing.push(others::close);
        metrics.gauge(MetricName.PEERS, () -> others.others().size());
        Start start = (api, headers) -> {
            server.serve(self, process, key, others, new RegistryHandler(api, headers));
            others.join();
        };
        return new Replicas(new UploadTaker(process, Optional.of(self)), others, others, forwarder, start, closing);
    }

    /** This process, as uploads name it. */
    UploadTaker self() {
        return self;
    }

    Announcer announcer() {
        return announcer;
    }

    Witnesses witnesses() {
        return witnesses;
    }

    Forwarder forwarder() {
        return forwarder;
    }

    /**
     * Answers the other replicas, and makes itself known to them. To be called before clients are served.
     *
     * @throws IOException where the server does not start
     */
    void serve(RegistryApi api, AnswerHeaders headers) throws IOException {
        start.serve(api, headers);
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
