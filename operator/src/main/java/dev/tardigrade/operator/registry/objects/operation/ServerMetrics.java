package dev.tardigrade.operator.registry.objects.operation;

import dev.tardigrade.operator.registry.model.Blueprint;

/**
 * Expressions over the metrics of the servers of one Registry.
 *
 * @param selector of their time series, in braces
 */
record ServerMetrics(String selector) {

    /** Names of the metrics of the server; compared with the server's own list by a test. */
    static final String REQUESTS = "registry_http_requests_seconds";

    static final String RECEIVED = "registry_http_received_bytes_total";
    static final String SENT = "registry_http_sent_bytes_total";
    static final String STORE_CALLS = "registry_store_calls_seconds";
    static final String UPLOADS_OPEN = "registry_uploads_open";
    static final String BUFFERS_USED = "registry_buffers_used";
    static final String BUFFERS_SIZE = "registry_buffers_size";

    static ServerMetrics of(Blueprint blueprint) {
        return new ServerMetrics("{namespace=\"%s\",service=\"%s\"}"
                .formatted(
                        blueprint.registry().getMetadata().getNamespace(),
                        blueprint.names().peers()));
    }

    String errorRatio() {
        return ratio(REQUESTS, "status=~\"5..\"");
    }

    String storeErrorRatio() {
        return ratio(STORE_CALLS, "outcome!~\"ok|busy\"");
    }

    /** Whether calls of the storage failed in ten minutes because it, or what its account may use, is full. Servers begin to count at their start. */
    String storeFull() {
        return "sum(increase(%s[10m])) > 0".formatted(STORE_CALLS + "_count" + with("outcome=\"full\""));
    }

    String bufferRatio() {
        return "max(%s / %s)".formatted(BUFFERS_USED + selector, BUFFERS_SIZE + selector);
    }

    /** Per second, in sum over all servers. */
    String rate(String metric, String by) {
        return "sum%s(rate(%s%s[5m]))".formatted(by.isEmpty() ? "" : " by (" + by + ") ", metric, selector);
    }

    String sum(String metric) {
        return "sum(" + metric + selector + ")";
    }

    /** The time within which 95 of 100 end is not known without buckets; the mean is. */
    String meanSeconds(String metric) {
        return "%s / %s".formatted(rate(metric + "_sum", ""), rate(metric + "_count", ""));
    }

    private String ratio(String metric, String some) {
        return "sum(rate(%s_count%s[5m])) / sum(rate(%s_count%s[5m]))".formatted(metric, with(some), metric, selector);
    }

    private String with(String some) {
        return selector.replace("}", "," + some + "}");
    }
}
