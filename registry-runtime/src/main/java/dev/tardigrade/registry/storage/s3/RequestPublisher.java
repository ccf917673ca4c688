package dev.tardigrade.registry.storage.s3;

import java.util.List;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;

/** Tells {@link S3Requests} of each attempt of each call. */
final class RequestPublisher implements MetricPublisher {

    private static final String ATTEMPT = "ApiCallAttempt";

    private final S3Requests requests;

    RequestPublisher(S3Requests requests) {
        this.requests = requests;
    }

    @Override
    public void publish(MetricCollection call) {
        List<String> operation = call.metricValues(CoreMetric.OPERATION_NAME);
        if (!operation.isEmpty()) {
            call.childrenWithName(ATTEMPT).forEach(attempt -> requests.ended(operation.getFirst(), outcome(attempt)));
        }
    }

    private static String outcome(MetricCollection attempt) {
        List<Integer> status = attempt.metricValues(HttpMetric.HTTP_STATUS_CODE);
        if (!status.isEmpty()) {
            return Integer.toString(status.getLast());
        }
        return attempt.metricValues(CoreMetric.ERROR_TYPE).contains("ConfiguredTimeout") ? "timeout" : "broken";
    }

    @Override
    public void close() {}
}
