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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Measures each call of the API server, the only external one that the operator makes. */
final class ApiCallTimes implements Interceptor {

    static final String NAME = "api-call-times";

    private static final String NO_ANSWER = "none";

    private final MeterRegistry meters;
    private final Map<UUID, Timer.Sample> open = new ConcurrentHashMap<>();

    ApiCallTimes(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        open.put(request.id(), Timer.start(meters));
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
        var sample = open.remove(request.id());
        if (sample != null) {
            sample.stop(Timer.builder(MetricName.API_CALLS.id())
                    .description(MetricName.API_CALLS.text())
                    .tag(Tags.METHOD, request.method())
                    .tag(Tags.STATUS, status)
                    .register(meters));
        }
    }
}
