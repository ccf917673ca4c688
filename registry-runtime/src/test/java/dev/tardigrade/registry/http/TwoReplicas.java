package dev.tardigrade.registry.http;

import dev.tardigrade.registry.auth.Gate;
import dev.tardigrade.registry.cache.CacheLimits;
import dev.tardigrade.registry.model.ReplicaAddress;
import dev.tardigrade.registry.server.ClusterOptions;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** Two replicas on one store that know each other, and keep what they read for longer than any test. */
final class TwoReplicas implements AutoCloseable {

    private static final CacheLimits CACHE = new CacheLimits(1 << 20, Duration.ofHours(1));

    private final ObjectStore store;
    private final Gate gate;
    private final ReplicaAddress firstAddress;
    private final ReplicaAddress secondAddress;
    private final RunningRegistry first;
    private RunningRegistry second;

    private TwoReplicas(ObjectStore store, Gate gate) throws IOException {
        this.store = store;
        this.gate = gate;
        this.firstAddress = freeAddress();
        this.secondAddress = freeAddress();
        this.first = replica(firstAddress);
        this.second = replica(secondAddress);
    }

    static TwoReplicas start() throws IOException {
        return start(MemoryStorage.open(Clock.systemUTC()).objects());
    }

    static TwoReplicas start(ObjectStore store) throws IOException {
        return new TwoReplicas(store, Gate.open());
    }

    static TwoReplicas start(Gate gate) throws IOException {
        return new TwoReplicas(MemoryStorage.open(Clock.systemUTC()).objects(), gate);
    }

    private static ReplicaAddress freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return new ReplicaAddress("127.0.0.1", socket.getLocalPort());
        }
    }

    private RunningRegistry replica(ReplicaAddress self) throws IOException {
        var listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), self.port());
        return RunningRegistry.with(
                store,
                TestOptions.usual()
                        .admitting(gate)
                        .caching(CACHE)
                        .among(new ClusterOptions(listen, self, () -> Set.of(firstAddress, secondAddress))));
    }

    Client first() {
        return first.client();
    }

    Client second() {
        return second.client();
    }

    ReplicaAddress secondAddress() {
        return secondAddress;
    }

    void stopSecond() {
        second.close();
    }

    void startSecond() throws IOException {
        second = replica(secondAddress);
    }

    @Override
    public void close() {
        second.close();
        first.close();
    }
}
