package dev.tardigrade.registry.server;

import dev.tardigrade.registry.gc.CollectionService;
import dev.tardigrade.registry.gc.CollectionService.Schedule;
import dev.tardigrade.registry.gc.Collector;
import dev.tardigrade.registry.gc.Throttle;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.lease.Leases;
import dev.tardigrade.registry.lease.Pace;
import dev.tardigrade.registry.lease.SmallObjects;
import dev.tardigrade.registry.manifest.Catalog;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.metrics.MetricName;
import dev.tardigrade.registry.metrics.Metrics;
import dev.tardigrade.registry.notifications.Event;
import dev.tardigrade.registry.notifications.EventAction;
import dev.tardigrade.registry.notifications.Notifier;
import dev.tardigrade.registry.retention.ExpiredTag;
import dev.tardigrade.registry.retention.RetentionPass;
import dev.tardigrade.registry.retention.StoreClock;
import dev.tardigrade.registry.retention.TagRetention;
import dev.tardigrade.registry.retention.Turn;
import dev.tardigrade.registry.storage.ObjectStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Collection of garbage, and retention of tags before each of its passes. */
final class Collection {

    /** What events name as the client that has removed a tag. */
    private static final String AGENT = "registry-retention";

    private final ObjectStore store;
    private final BucketLayout layout;
    private final InstantSource clock;
    private final Pace pace;
    private final Metrics metrics;

    /**
     * Starts nothing yet.
     *
     * @param clock the wall clock
     * @param pace the steady one
     */
    Collection(ObjectStore store, BucketLayout layout, InstantSource clock, Pace pace, Metrics metrics) {
        this.store = store;
        this.layout = layout;
        this.clock = clock;
        this.pace = pace;
        this.metrics = metrics;
    }

    CollectionService start(
            RegistryOptions options, Leases leases, Catalog catalog, Manifests manifests, Notifier notifier) {
        RegistryOptions.Collection collection = options.collection();
        StoreClock storeClock = new StoreClock(store, layout, clock);
        TagRetention tags = new TagRetention(
                store,
                layout,
                catalog,
                manifests,
                options.manifests(),
                storeClock,
                new Throttle(pace, collection.rules().rate()));
        Turn turn = new Turn(
                new SmallObjects(store),
                layout,
                options.manifests().retention(),
                collection.interval().dividedBy(2));
        RetentionPass retention = new RetentionPass(
                tags, turn, collection.dryRetention(), storeClock, tag -> notifier.accept(event(tag, pace.instant())));
        Schedule schedule = collection.enabled()
                ? Schedule.of(
                        new Collector(store, layout, collection.rules(), pace, UUID::randomUUID),
                        options.manifests().retention().rules().isEmpty() ? () -> {} : retention,
                        collection.rules(),
                        collection.interval())
                : null;
        CollectionService service =
                CollectionService.start(leases, collection.rules().terms().viewAge(), schedule);
        metrics.counter(MetricName.GC_PASSES, service::passes);
        metrics.counter(MetricName.GC_FAILURES, service::failures);
        metrics.counter(MetricName.GC_DELETED_OBJECTS, service::deletedObjects);
        metrics.counter(MetricName.GC_DELETED_BYTES, service::deletedBytes);
        metrics.gauge(MetricName.GC_MARKED, service::marked);
        metrics.counter(MetricName.RETENTION_PASSES, retention::runs);
        metrics.counter(MetricName.RETENTION_FAILURES, retention::failures);
        metrics.counter(MetricName.RETENTION_REMOVED_TAGS, retention::removed);
        return service;
    }

    /** As of a client's DELETE of the tag. */
    private static Event event(ExpiredTag gone, Instant now) {
        return new Event(
                UUID.randomUUID(),
                now,
                EventAction.DELETE,
                new Event.Target(
                        gone.repository(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        Optional.of(gone.tag()),
                        Optional.empty(),
                        Optional.empty()),
                new Event.Cause(UUID.randomUUID().toString(), "", Optional.empty(), "DELETE", Optional.of(AGENT)),
                Optional.empty());
    }
}
