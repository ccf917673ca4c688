package dev.tardigrade.registry.metrics;

import java.util.List;

/** Every metric of our own. The table in the module's README is this list. */
// Its lists cannot be changed; the checker believes only those of a library of its own.
@SuppressWarnings("ImmutableEnumChecker")
public enum MetricName {
    REQUESTS(
            "registry.http.requests",
            Shape.TIMER,
            "Time of answers to requests, until the last byte has left; 429 is among the statuses, and 499 for"
                    + " clients that went away",
            "kind",
            "method",
            "status"),
    REQUESTS_ACTIVE("registry.http.requests.active", Shape.GAUGE, "Requests that are served now"),
    REQUESTS_LIMIT("registry.http.requests.limit", Shape.GAUGE, "Requests that may be served at a time"),
    RECEIVED("registry.http.received", Shape.BYTES, "Bytes of request bodies"),
    SENT("registry.http.sent", Shape.BYTES, "Bytes of answers' bodies"),
    STORE_CALLS(
            "registry.store.calls",
            Shape.TIMER,
            "Time of calls of the store, until it has answered; busy where this process had no room for one more",
            "operation",
            "outcome"),
    S3_REQUESTS(
            "registry.s3.requests",
            Shape.COUNTER,
            "Requests to S3, each attempt counted, by the status of the answer",
            "operation",
            "outcome"),
    CACHE_READS(
            "registry.cache.reads", Shape.COUNTER, "Reads of small objects that the cache answered, or not", "result"),
    PEERS("registry.cluster.peers", Shape.GAUGE, "Other replicas that may serve now"),
    UPLOADS_OPEN("registry.uploads.open", Shape.GAUGE, "Uploads that are open"),
    BUFFERS_USED("registry.buffers.used", Shape.GAUGE, "Bytes of the buffers for uploads that are in use"),
    BUFFERS_SIZE("registry.buffers.size", Shape.GAUGE, "Bytes that the buffers for uploads may use"),
    CACHE_BLOBS_HITS(
            "registry.cache.blobs.hits", Shape.COUNTER, "Reads of blobs that the folder for blobs has answered"),
    CACHE_BLOBS_MISSES(
            "registry.cache.blobs.misses", Shape.COUNTER, "Reads of blobs that went to the store beside that folder"),
    CACHE_BLOBS_BYTES("registry.cache.blobs.bytes", Shape.GAUGE, "Bytes of blobs in the folder for blobs"),
    GC_PASSES("registry.gc.passes", Shape.COUNTER, "Passes of garbage collection that came to their end"),
    GC_FAILURES("registry.gc.failures", Shape.COUNTER, "Passes of garbage collection that broke off"),
    GC_DELETED_OBJECTS("registry.gc.deleted.objects", Shape.COUNTER, "Objects that garbage collection has deleted"),
    GC_DELETED_BYTES("registry.gc.deleted", Shape.BYTES, "Bytes that garbage collection has deleted"),
    RETENTION_PASSES("registry.retention.passes", Shape.COUNTER, "Passes of retention that came to their end"),
    RETENTION_FAILURES("registry.retention.failures", Shape.COUNTER, "Passes of retention that broke off"),
    RETENTION_REMOVED_TAGS("registry.retention.removed.tags", Shape.COUNTER, "Tags that retention has removed"),
    NOTIFICATIONS_PENDING("registry.notifications.pending", Shape.GAUGE, "Events that wait for their receivers"),
    NOTIFICATIONS(
            "registry.notifications",
            Shape.COUNTER,
            "Events that receivers took or refused, tries that failed, and events that were dropped or grew too old",
            "result"),
    UPSTREAM_READS(
            "registry.upstream.reads",
            Shape.COUNTER,
            "Manifests and blobs asked for below the prefix of an upstream: here (hit), fetched (miss), here and served though the"
                    + " upstream could not be asked (stale), not there (unknown), or not to be had (failed)",
            "upstream",
            "result"),
    UPSTREAM_RECEIVED(
            "registry.upstream.received",
            Shape.BYTES,
            "Bytes of manifests and blobs that were fetched from an upstream",
            "upstream"),
    LOGINS(
            "registry.auth.logins",
            Shape.COUNTER,
            "Logins by password, or by a token of an identity; unavailable where they could not be judged",
            "source",
            "outcome"),
    GC_MARKED("registry.gc.marked", Shape.GAUGE, "Objects that the last pass of garbage collection marked");

    private final String id;
    private final Shape shape;
    private final String help;
    private final List<String> labels;

    /** Which numbers a metric has. */
    public enum Shape {
        GAUGE,
        COUNTER,
        BYTES,
        TIMER
    }

    MetricName(String id, Shape shape, String help, String... labels) {
        this.id = id;
        this.shape = shape;
        this.help = help;
        this.labels = List.of(labels);
    }

    /** Without its unit. */
    public String id() {
        return id;
    }

    public Shape shape() {
        return shape;
    }

    public String help() {
        return help;
    }

    /** Names of its labels. */
    public List<String> labels() {
        return labels;
    }
}
