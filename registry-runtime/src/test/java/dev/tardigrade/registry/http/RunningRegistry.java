package dev.tardigrade.registry.http;

import dev.tardigrade.registry.auth.Gate;
import dev.tardigrade.registry.http.api.ApiRules;
import dev.tardigrade.registry.manifest.ManifestRules;
import dev.tardigrade.registry.metrics.Metrics;
import dev.tardigrade.registry.server.Registry;
import dev.tardigrade.registry.server.RegistryOptions;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.testing.storage.StoreKind;
import dev.tardigrade.testing.storage.TestStore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;

/** A registry on a loopback port, and a client for it. */
public final class RunningRegistry implements AutoCloseable {

    private final Registry registry;
    private final Client client;
    private final Metrics metrics = new Metrics();
    private final AutoCloseable owned;

    private RunningRegistry(ObjectStore store, RegistryOptions options, AutoCloseable owned) throws IOException {
        this.registry = Registry.start(store, options, metrics, Clock.systemUTC());
        this.client = new Client(registry.address());
        this.owned = owned;
    }

    /** In memory. */
    static RunningRegistry start() throws IOException {
        return start(StoreKind.MEMORY);
    }

    static RunningRegistry start(StoreKind kind) throws IOException {
        return start(kind, TestOptions.usual());
    }

    static RunningRegistry start(StoreKind kind, TestOptions options) throws IOException {
        return owning(kind.open(), options);
    }

    private static RunningRegistry owning(TestStore store, TestOptions options) throws IOException {
        return new RunningRegistry(store.objects(), options.done(), store);
    }

    /** On a store that stays when the registry is closed. */
    public static RunningRegistry start(ObjectStore store) throws IOException {
        return with(store, TestOptions.usual());
    }

    public static RunningRegistry with(ObjectStore store, RegistryOptions options) throws IOException {
        return new RunningRegistry(store, options, () -> {});
    }

    static RunningRegistry with(ObjectStore store, TestOptions options) throws IOException {
        return with(store, options.done());
    }

    public static RunningRegistry with(Gate gate, ApiRules rules, ManifestRules manifests) throws IOException {
        return with(StoreKind.MEMORY, gate, rules, manifests);
    }

    static RunningRegistry with(StoreKind kind, Gate gate, ApiRules rules, ManifestRules manifests) throws IOException {
        return owning(
                kind.open(), TestOptions.usual().admitting(gate).allowing(rules).taking(manifests));
    }

    static RunningRegistry with(ObjectStore store, ApiRules rules) throws IOException {
        return with(store, TestOptions.usual().allowing(rules));
    }

    static RunningRegistry listening(ListenSettings listen) throws IOException {
        return owning(StoreKind.MEMORY.open(), TestOptions.usual().listening(listen));
    }

    /** What Prometheus is shown. */
    public String metrics() {
        return metrics.scrape();
    }

    public Client client() {
        return client;
    }

    public InetSocketAddress address() {
        return registry.address();
    }

    @Override
    public void close() {
        // The other way round the server would wait a second for the client's idle connections.
        client.close();
        registry.close();
        try {
            owned.close();
        } catch (Exception e) {
            throw new IllegalStateException("the store cannot be closed", e);
        }
    }
}
