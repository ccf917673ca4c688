package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tardigrade.registry.auth.Gate;
import dev.tardigrade.registry.cache.CacheLimits;
import dev.tardigrade.registry.http.api.ApiRules;
import dev.tardigrade.registry.manifest.ManifestRules;
import dev.tardigrade.registry.metrics.Metrics;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.policy.ImmutableTags;
import dev.tardigrade.registry.policy.Retention;
import dev.tardigrade.registry.server.Registry;
import dev.tardigrade.registry.server.RegistryOptions;
import dev.tardigrade.registry.server.RegistryOptions.UploadMemory;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.upload.UploadLimits;
import dev.tardigrade.testing.storage.StoreKind;
import dev.tardigrade.testing.storage.TestStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registry on a loopback port, and a client for it. */
public final class RunningRegistry implements AutoCloseable {

    public static final RegistryOptions OPTIONS = new RegistryOptions(
            new KeyPrefix("images/"),
            new ListenSettings(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    Optional.empty(),
                    Duration.ofSeconds(5)),
            new AnswerHeaders(Map.of("X-Content-Type-Options", List.of("nosniff"))),
            Gate.open(),
            new ApiRules(true, true),
            ManifestRules.STRICT,
            new CacheLimits(16 << 20, Duration.ofMinutes(1)),
            UploadLimits.DEFAULT,
            new UploadMemory(16, Path.of(System.getProperty("java.io.tmpdir"))),
            Optional.empty(),
            Bytes.of("not a real secret, for tests alone".getBytes(US_ASCII)),
            Optional.empty(),
            RegistryOptions.Collection.ELSEWHERE);

    private final Registry registry;
    private final Client client;
    private final AutoCloseable owned;

    private RunningRegistry(ObjectStore store, RegistryOptions options, AutoCloseable owned) throws IOException {
        this.registry = Registry.start(store, options, new Metrics(), Clock.systemUTC());
        this.client = new Client(registry.address());
        this.owned = owned;
    }

    /** In memory. */
    static RunningRegistry start() throws IOException {
        return start(StoreKind.MEMORY);
    }

    static RunningRegistry start(StoreKind kind) throws IOException {
        return owning(kind.open(), OPTIONS);
    }

    private static RunningRegistry owning(TestStore store, RegistryOptions options) throws IOException {
        return new RunningRegistry(store.objects(), options, store);
    }

    /** On a store that stays when the registry is closed. */
    public static RunningRegistry start(ObjectStore store) throws IOException {
        return with(store, OPTIONS);
    }

    public static RunningRegistry with(ObjectStore store, RegistryOptions options) throws IOException {
        return new RunningRegistry(store, options, () -> {});
    }

    public static RunningRegistry with(Gate gate, ApiRules rules, ManifestRules manifests) throws IOException {
        return with(StoreKind.MEMORY, gate, rules, manifests);
    }

    static RunningRegistry with(StoreKind kind, Gate gate, ApiRules rules, ManifestRules manifests) throws IOException {
        return owning(kind.open(), options(gate, rules, manifests));
    }

    static RunningRegistry with(ObjectStore store, ApiRules rules) throws IOException {
        return with(store, options(OPTIONS.gate(), rules, OPTIONS.manifests()));
    }

    private static RegistryOptions options(Gate gate, ApiRules rules, ManifestRules manifests) {
        return new RegistryOptions(
                OPTIONS.prefix(),
                OPTIONS.listen(),
                OPTIONS.headers(),
                gate,
                rules,
                manifests,
                OPTIONS.cache(),
                OPTIONS.uploads(),
                OPTIONS.memory(),
                OPTIONS.sweep(),
                OPTIONS.secret(),
                OPTIONS.cluster(),
                OPTIONS.collection());
    }

    static RunningRegistry listening(ListenSettings listen) throws IOException {
        return owning(StoreKind.MEMORY.open(), options(listen));
    }

    static RegistryOptions options(ListenSettings listen) {
        return new RegistryOptions(
                OPTIONS.prefix(),
                listen,
                OPTIONS.headers(),
                OPTIONS.gate(),
                OPTIONS.rules(),
                OPTIONS.manifests(),
                OPTIONS.cache(),
                OPTIONS.uploads(),
                OPTIONS.memory(),
                OPTIONS.sweep(),
                OPTIONS.secret(),
                OPTIONS.cluster(),
                OPTIONS.collection());
    }

    /** With tags removed by these rules, again and again. */
    static RegistryOptions retaining(Retention retention) {
        return new RegistryOptions(
                OPTIONS.prefix(),
                OPTIONS.listen(),
                OPTIONS.headers(),
                OPTIONS.gate(),
                OPTIONS.rules(),
                new ManifestRules(false, false, true, ImmutableTags.NONE, retention),
                OPTIONS.cache(),
                OPTIONS.uploads(),
                OPTIONS.memory(),
                OPTIONS.sweep(),
                OPTIONS.secret(),
                OPTIONS.cluster(),
                new RegistryOptions.Collection(
                        true, Duration.ofMillis(100), OPTIONS.collection().rules(), false));
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
