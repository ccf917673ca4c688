package dev.tardigrade.registry.server;

import dev.tardigrade.registry.config.settings.Configuration;
import dev.tardigrade.registry.config.settings.HttpSettings;
import dev.tardigrade.registry.config.settings.StorageBackend;
import dev.tardigrade.registry.http.HealthChecks;
import dev.tardigrade.registry.http.HealthServer;
import dev.tardigrade.registry.metrics.Metrics;
import dev.tardigrade.registry.server.farewell.Farewell;
import dev.tardigrade.registry.server.farewell.StorageWatch;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that serves in one process, from its configuration. */
public final class RegistryProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryProcess.class);

    private final OpenStorage storage;
    private final Metrics metrics;
    private final Readiness readiness;
    private final Registry registry;
    private final @Nullable HealthServer health;

    private RegistryProcess(
            OpenStorage storage,
            Metrics metrics,
            Readiness readiness,
            Registry registry,
            @Nullable HealthServer health) {
        this.storage = storage;
        this.metrics = metrics;
        this.readiness = readiness;
        this.registry = registry;
        this.health = health;
    }

    /**
     * Starts to serve.
     *
     * @param farewell what comes of a service that refuses for long; a folder or memory is made at each start and is never refused
     * @throws IOException where an address or a file cannot be had; nothing is left running then
     */
    public static RegistryProcess start(Configuration configuration, Clock clock, Farewell farewell)
            throws IOException {
        Metrics metrics = new Metrics();
        OpenStorage storage = OpenStorage.open(configuration.storage().backend(), clock, metrics::countS3Request);
        try {
            return start(configuration, storage, metrics, clock, farewell);
        } catch (IOException | RuntimeException e) {
            storage.close();
            metrics.close();
            throw e;
        }
    }

    private static RegistryProcess start(
            Configuration configuration, OpenStorage storage, Metrics metrics, Clock clock, Farewell farewell)
            throws IOException {
        StorageWatch watch = new StorageWatch(
                clock,
                switch (configuration.storage().backend()) {
                    case StorageBackend.Filesystem _, StorageBackend.InMemory _ -> {
                        storage.storage().bucket().create();
                        yield Farewell.NONE;
                    }
                    // A bucket is made by `registry bucket ensure`: it also says whose it is.
                    case StorageBackend.S3 _ -> farewell;
                });
        RegistryOptions options = OptionsOfConfiguration.read(configuration, storage.prefix(), clock);
        if (configuration.http().secret() == null) {
            LOG.warn("http.secret is not set: uploads cannot be continued by another replica or after a restart");
        }
        Readiness readiness = new Readiness(storage.storage().bucket(), clock, watch);
        Registry registry = Registry.start(storage.storage().objects(), options, metrics, clock);
        try {
            HealthServer health = health(configuration.http().debug(), readiness, metrics);
            LOG.info(
                    "serving {} on {}",
                    storage.storage().bucket().name(),
                    configuration.http().address());
            return new RegistryProcess(storage, metrics, readiness, registry, health);
        } catch (IOException | RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    private static @Nullable HealthServer health(
            HttpSettings.@Nullable Debug debug, Readiness readiness, Metrics metrics) throws IOException {
        if (debug == null) {
            return null;
        }
        Optional<String> path = Optional.ofNullable(debug.metrics()).map(HttpSettings.MetricsPath::value);
        return HealthServer.start(
                debug.address().toSocketAddress(), new HealthChecks(readiness::unready, path, metrics::scrape));
    }

    /** Lets requests under way end within the drain time, tells the probes so meanwhile, and stops. */
    @Override
    public void close() {
        LOG.info("stopping");
        readiness.end();
        registry.close();
        if (health != null) {
            health.close();
        }
        metrics.close();
        storage.close();
        LOG.info("stopped");
    }
}
