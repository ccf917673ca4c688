package dev.tardigrade.registry.http;

import dev.tardigrade.registry.http.message.RequestNote;
import dev.tardigrade.registry.metrics.MetricName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/** Counts and times requests, by method, kind of address and status. Nothing that clients choose becomes a label. */
final class RequestMeters implements RequestLog {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private final MeterRegistry meters;

    RequestMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void log(Request request, Response response) {
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
        String kind = RequestNote.KIND.of(request);
        Timer.builder(MetricName.REQUESTS.id())
                .description(MetricName.REQUESTS.help())
                .tag("method", method)
                .tag("kind", kind == null ? "other" : kind)
                .tag("status", Integer.toString(response.getStatus()))
                .register(meters)
                .record(Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime()));
        count(MetricName.RECEIVED, Request.getContentBytesRead(request));
        count(MetricName.SENT, Response.getContentBytesWritten(response));
    }

    private void count(MetricName name, long bytes) {
        Counter.builder(name.id())
                .description(name.help())
                .baseUnit("bytes")
                .register(meters)
                .increment((double) bytes);
    }
}
