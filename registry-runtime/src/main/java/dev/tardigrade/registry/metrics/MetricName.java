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
    BUFFERS_SIZE("registry.buffers.size", "Bytes that the buffers for uploads may use");

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
