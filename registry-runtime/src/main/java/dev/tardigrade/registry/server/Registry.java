package dev.tardigrade.registry.server;

import dev.tardigrade.registry.blob.BlobFolder;
import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.blob.FolderLimits;
import dev.tardigrade.registry.cache.AnnouncingObjectStore;
import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.gc.CollectionService;
import dev.tardigrade.registry.http.RegistryServer;
import dev.tardigrade.registry.http.ServerLimits;
import dev.tardigrade.registry.http.api.RegistryApi;
import dev.tardigrade.registry.http.api.RequestMemory;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.lease.Leases;
import dev.tardigrade.registry.lease.Pace;
import dev.tardigrade.registry.manifest.Catalog;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.metrics.MeteredObjectStore;
import dev.tardigrade.registry.metrics.MetricName;
import dev.tardigrade.registry.metrics.Metrics;
import dev.tardigrade.registry.model.UploadId;
import dev.tardigrade.registry.notifications.Notifier;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.stream.PartBuffers;
import dev.tardigrade.registry.stream.SegmentPool;
import dev.tardigrade.registry.stream.Spool;
import dev.tardigrade.registry.upload.UploadDestination;
import dev.tardigrade.registry.upload.Uploads;
import dev.tardigrade.registry.upload.sweep.UploadSweep;
import dev.tardigrade.registry.upstream.PullThrough;
import dev.tardigrade.registry.upstream.UpstreamRules;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A running registry. */
public final class Registry implements AutoCloseable {

    private static final Duration TEND = Duration.ofMinutes(1);

    /** Replicas that start together do not sweep together. */
    private static final Duration LONGEST_JITTER = Duration.ofHours(1);

    private final CollectionService collection;
    private final Uploads uploads;
    private final RegistryServer server;
    private final Replicas replicas;
    private final Notifier notifier;
    private final PullThrough contents;
    private final Housekeeping housekeeping;
    private final Duration drain;

    private Registry(
            Uploads uploads,
            RegistryServer server,
            Replicas replicas,
            Notifier notifier,
            PullThrough contents,
            Housekeeping housekeeping,
            CollectionService collection,
            Duration drain) {
        this.collection = collection;
        this.uploads = uploads;
        this.server = server;
        this.replicas = replicas;
        this.notifier = notifier;
        this.contents = contents;
        this.housekeeping = housekeeping;
        this.drain = drain;
    }

    /**
     * Serves what is in a store. The store stays the caller's to close, after the registry.
     *
     * @throws IOException where the address cannot be had
     */
    public static Registry start(ObjectStore bare, RegistryOptions options, Metrics metrics, Clock clock)
            throws IOException {
        ObjectStore store = new MeteredObjectStore(bare, metrics.meters());
        Pace pace = Pace.steady(clock);
        Caches caches = new Caches(options.cache(), pace);
        Replicas replicas = Replicas.open(options, caches, metrics, clock);
        try {
            return start(store, options, metrics, clock, pace, caches, replicas);
        } catch (IOException | RuntimeException e) {
            replicas.close();
            throw e;
        }
    }

    private static Registry start(
            ObjectStore store,
            RegistryOptions options,
            Metrics metrics,
            Clock clock,
            Pace pace,
            Caches caches,
            Replicas replicas)
            throws IOException {
        BucketLayout layout = new BucketLayout(options.prefix());
        Leases leases = new Leases(store, layout, options.collection().rules().terms(), pace);
        leases.tell(caches);
        ObjectStore shared = new AnnouncingObjectStore(store, replicas.announcer());
        Blobs blobs = new Blobs(
                shared, layout, caches, leases, folder(options.folder(), metrics), replicas.witnesses(), clock);
        Manifests manifests = new Manifests(shared, layout, blobs, options.manifests(), caches, leases);
        SegmentPool pool = new SegmentPool(options.memory().segments());
        PartBuffers buffers = new PartBuffers(
                pool, Spool.in(options.memory().spool()), options.memory().partBytes());
        Uploads uploads = new Uploads(
                new UploadDestination(store, layout, buffers, blobs),
                options.uploads(),
                options.secret(),
                replicas.self(),
                () -> new UploadId(UUID.randomUUID()),
                clock);
        metrics.counter(MetricName.CACHE_READS, "hit", caches::hits);
        metrics.counter(MetricName.CACHE_READS, "miss", caches::misses);
        metrics.gauge(MetricName.UPLOADS_OPEN, uploads::size);
        metrics.gauge(MetricName.BUFFERS_USED, () -> (long) pool.inUse() * SegmentPool.SEGMENT_BYTES);
        metrics.gauge(MetricName.BUFFERS_SIZE, () -> (long) pool.capacity() * SegmentPool.SEGMENT_BYTES);
        // Who may not write keeps nothing, and so serves what it has.
        UpstreamRules upstreams = options.rules().writes() ? options.upstreams() : UpstreamRules.NONE;
        PullThrough contents = PullThrough.of(
                upstreams, options.listen().limits().mostReads(), shared, layout, manifests, blobs, uploads);
        Counts counts = new Counts(metrics);
        counts.show(options.logins());
        contents.counts().forEach(counts::show);
        Catalog catalog = new Catalog(store, layout, caches.lists());
        RegistryApi api = new RegistryApi(
                options.gate(),
                options.rules(),
                blobs,
                uploads,
                replicas.forwarder(),
                manifests,
                contents,
                catalog,
                memory(options.listen().limits()));
        replicas.serve(api, options.headers());
        Notifier notifier = notifier(options, metrics);
        RegistryServer server = serve(options, api, metrics, notifier);
        Housekeeping housekeeping = new Housekeeping();
        tend(housekeeping, uploads, options);
        UploadSweep leftovers =
                new UploadSweep(store, layout, uploads, options.uploads().abandoned(), clock);
        sweep(housekeeping, leftovers, options);
        return new Registry(
                uploads,
                server,
                replicas,
                notifier,
                contents,
                housekeeping,
                new Collection(store, layout, clock, pace, metrics)
                        .start(options, leases, catalog, manifests, notifier),
                options.listen().drain());
    }

    private static RequestMemory memory(ServerLimits limits) {
        return RequestMemory.of(limits.answers(), limits.patience());
    }

    private static void tend(Housekeeping housekeeping, Uploads uploads, RegistryOptions options) {
        Duration refresh = options.uploads().refresh();
        Duration pause = refresh.compareTo(TEND) < 0 ? refresh : TEND;
        housekeeping.every(pause, pause, uploads::tend);
    }

    private static void sweep(Housekeeping housekeeping, UploadSweep leftovers, RegistryOptions options) {
        options.sweep()
                .ifPresent(sweep -> housekeeping.every(
                        jitter(sweep.interval()), sweep.interval(), () -> leftovers.run(sweep.dry())));
    }

    private static Duration jitter(Duration interval) {
        long most = Math.min(interval.toMillis(), LONGEST_JITTER.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most + 1));
    }

    private static RegistryServer serve(RegistryOptions options, RegistryApi api, Metrics metrics, Notifier notifier)
            throws IOException {
        try {
            return RegistryServer.start(options.listen(), api, options.headers(), metrics.meters(), notifier);
        } catch (IOException | RuntimeException e) {
            notifier.close();
            throw e;
        }
    }

    private static Notifier notifier(RegistryOptions options, Metrics metrics) {
        Notifier notifier =
                Notifier.start(options.receivers(), UUID.randomUUID().toString());
        metrics.gauge(MetricName.NOTIFICATIONS_PENDING, notifier::pending);
        metrics.counter(MetricName.NOTIFICATIONS, "delivered", notifier::delivered);
        metrics.counter(MetricName.NOTIFICATIONS, "failed", notifier::failed);
        metrics.counter(MetricName.NOTIFICATIONS, "refused", notifier::refused);
        metrics.counter(MetricName.NOTIFICATIONS, "dropped", notifier::dropped);
        metrics.counter(MetricName.NOTIFICATIONS, "expired", notifier::expired);
        return notifier;
    }

    private static @Nullable BlobFolder folder(@Nullable FolderLimits limits, Metrics metrics) throws IOException {
        if (limits == null) {
            return null;
        }
        BlobFolder folder = BlobFolder.open(limits);
        metrics.counter(MetricName.CACHE_BLOBS_HITS, folder::hits);
        metrics.counter(MetricName.CACHE_BLOBS_MISSES, folder::misses);
        metrics.gauge(MetricName.CACHE_BLOBS_BYTES, folder::bytes);
        return folder;
    }

    public InetSocketAddress address() {
        return server.address();
    }

    /**
     * Lets requests under way end as the options allow. Uploads that are open go to the bucket, and whoever is asked next goes on with them; other
     * replicas are sent there as long as that lasts.
     */
    @Override
    public void close() {
        housekeeping.close();
        collection.close();
        long end = System.nanoTime() + drain.toNanos();
        uploads.drain();
        server.close();
        // Other replicas have sent some requests on; these have as much time as those that came from clients.
        uploads.leave(Duration.ofNanos(end - System.nanoTime()));
        contents.close();
        replicas.close();
        notifier.close();
    }
}
