package dev.tardigrade.operator.process;

import dev.tardigrade.operator.vocabulary.MetricName;
import dev.tardigrade.operator.vocabulary.MetricName.Tags;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Measures each call of the API server, the only external one that the operator makes. */
final class ApiCallTimes implements Interceptor {

    static final String NAME = "api-call-times";

    /** By which the API server's audit log names a call. The first half tells when it began: requests keep nothing else on their way. */
    private static final String ID = "Audit-ID";

    private static final String NO_ANSWER = "none";

    private final MeterRegistry meters;

    ApiCallTimes(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        builder.setHeader(ID, new UUID(System.nanoTime(), request.id().getLeastSignificantBits()).toString());
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        end(request, Integer.toString(response.code()));
    }

    @Override
    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
        end(request, NO_ANSWER);
    }

    private void end(HttpRequest request, String status) {
        var id = request.header(ID);
        if (id != null) {
            var began = UUID.fromString(id).getMostSignificantBits();
            Timer.builder(MetricName.API_CALLS.id())
                    .description(MetricName.API_CALLS.text())
                    .tag(Tags.METHOD, request.method())
                    .tag(Tags.STATUS, status)
                    .register(meters)
                    .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        }
    }
}
