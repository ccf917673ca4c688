package dev.tardigrade.registry.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.Supplier;

/** The metrics of a process. */
public final class Metrics implements AutoCloseable {

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collector = new JvmGcMetrics();

    public Metrics() {
        collector.bindTo(meters);
        new JvmMemoryMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
    }

    public MeterRegistry meters() {
        return meters;
    }

    /** Shows a number that changes by itself. */
    public void gauge(MetricName name, Supplier<Number> value) {
        Gauge.builder(name.id(), value).description(name.help()).register(meters);
    }

    /** Shows a count that grows by itself, for one value of the metric's only label. */
    public void counter(MetricName name, String value, Supplier<Number> count) {
        FunctionCounter.builder(name.id(), count, each -> each.get().doubleValue())
                .description(name.help())
                .tag(name.labels().getFirst(), value)
                .register(meters);
    }

    /** Counts a request to S3, whose operation and outcome are of few words each. */
    public void countS3Request(String operation, String outcome) {
        Counter.builder(MetricName.S3_REQUESTS.id())
                .description(MetricName.S3_REQUESTS.help())
                .tag("operation", operation)
                .tag("outcome", outcome)
                .register(meters)
                .increment();
    }

    /** All metrics in the text format of Prometheus. */
    public String scrape() {
        return meters.scrape();
    }

    @Override
    public void close() {
        collector.close();
        meters.close();
    }
}
