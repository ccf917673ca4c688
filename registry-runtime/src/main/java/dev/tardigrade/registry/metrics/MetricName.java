package dev.tardigrade.registry.metrics;

/** Every metric of our own, by the name that Prometheus shows without its unit. */
public enum MetricName {
    REQUESTS("registry.http.requests", "Time of answers to requests, until the last byte has left"),
    RECEIVED("registry.http.received", "Bytes of request bodies"),
    SENT("registry.http.sent", "Bytes of answers' bodies"),
    STORE_CALLS("registry.store.calls", "Time of calls of the store, until it has answered"),
    PEERS("registry.cluster.peers", "Other replicas that may serve now"),
    UPLOADS_OPEN("registry.uploads.open", "Uploads that are open"),
    BUFFERS_USED("registry.buffers.used", "Bytes of the buffers for uploads that are in use"),
    BUFFERS_SIZE("registry.buffers.size", "Bytes that the buffers for uploads may use"),
    GC_PASSES("registry.gc.passes", "Passes of garbage collection that came to their end"),
    GC_FAILURES("registry.gc.failures", "Passes of garbage collection that broke off"),
    GC_DELETED_OBJECTS("registry.gc.deleted.objects", "Objects that garbage collection has deleted"),
    GC_DELETED_BYTES("registry.gc.deleted.bytes", "Bytes that garbage collection has deleted"),
    GC_MARKED("registry.gc.marked", "Objects that the last pass of garbage collection marked");

    private final String id;
    private final String help;

    MetricName(String id, String help) {
        this.id = id;
        this.help = help;
    }

    public String id() {
        return id;
    }

    public String help() {
        return help;
    }
}
