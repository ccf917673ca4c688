package dev.tardigrade.registry.server;

import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.cache.AnnouncingObjectStore;
import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.http.RegistryServer;
import dev.tardigrade.registry.http.api.RegistryApi;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.manifest.Catalog;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.metrics.MeteredObjectStore;
import dev.tardigrade.registry.metrics.MetricName;
import dev.tardigrade.registry.metrics.Metrics;
import dev.tardigrade.registry.model.UploadId;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.stream.PartBuffers;
import dev.tardigrade.registry.stream.SegmentPool;
import dev.tardigrade.registry.upload.UploadDestination;
import dev.tardigrade.registry.upload.Uploads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A running registry. */
public final class Registry implements AutoCloseable {

    private final Uploads uploads;
    private final RegistryServer server;
    private final Replicas replicas;
    private final ScheduledExecutorService sweeper;

    private Registry(Uploads uploads, RegistryServer server, Replicas replicas) {
        this.uploads = uploads;
        this.server = server;
        this.replicas = replicas;
        this.sweeper = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("sweeper").daemon().factory());
        var _ = sweeper.scheduleWithFixedDelay(uploads::dropIdle, 1, 1, TimeUnit.MINUTES);
    }

    /**
     * Serves what is in a store. The store stays the caller's to close, after the registry.
     *
     * @throws IOException where the address cannot be had
     */
    public static Registry start(ObjectStore bare, RegistryOptions options, Metrics metrics, Clock clock)
            throws IOException {
        ObjectStore store = new MeteredObjectStore(bare, metrics.meters());
        BucketLayout layout = new BucketLayout(options.prefix());
        Caches caches = new Caches(options.cache());
        Replicas replicas = Replicas.join(options, caches, metrics, clock);
        ObjectStore shared = new AnnouncingObjectStore(store, replicas.announcer());
        Blobs blobs = new Blobs(shared, layout, caches, clock);
        Manifests manifests = new Manifests(shared, layout, blobs, options.manifests(), caches);
        SegmentPool pool = new SegmentPool(options.memory().segments());
        PartBuffers buffers = new PartBuffers(pool, options.memory().spool());
        Uploads uploads = new Uploads(
                new UploadDestination(store, layout, buffers, blobs),
                options.uploads(),
                options.secret(),
                () -> new UploadId(UUID.randomUUID()),
                clock);
        metrics.gauge(MetricName.UPLOADS_OPEN, uploads::size);
        metrics.gauge(MetricName.BUFFERS_USED, () -> (long) pool.inUse() * SegmentPool.SEGMENT_BYTES);
        metrics.gauge(MetricName.BUFFERS_SIZE, () -> (long) pool.capacity() * SegmentPool.SEGMENT_BYTES);
        RegistryApi api = new RegistryApi(
                options.gate(), options.rules(), blobs, uploads, manifests, new Catalog(store, layout, caches.lists()));
        try {
            RegistryServer server = RegistryServer.start(options.listen(), api, options.headers(), metrics.meters());
            return new Registry(uploads, server, replicas);
        } catch (IOException | RuntimeException e) {
            replicas.close();
            throw e;
        }
    }

    public InetSocketAddress address() {
        return server.address();
    }

    /** Lets requests under way end as the options allow, then drops uploads that are open. */
    @Override
    public void close() {
        sweeper.shutdownNow();
        server.close();
        uploads.close();
        replicas.close();
    }
}
