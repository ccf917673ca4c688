package dev.tardigrade.registry.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
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

    /**
     * Shows a number that changes by itself, up and down.
     *
     * @throws IllegalArgumentException for a metric of another shape
     */
    public void gauge(MetricName name, Supplier<Number> value) {
        if (name.shape() != MetricName.Shape.GAUGE) {
            throw new IllegalArgumentException(name + " only grows");
        }
        Gauge.builder(name.id(), value).description(name.help()).register(meters);
    }

    /** Shows a count that grows by itself. */
    public void counter(MetricName name, Supplier<Number> count) {
        counter(name, List.of(), count);
    }

    /** Shows a count that grows by itself, for one value of the metric's only label. */
    public void counter(MetricName name, String value, Supplier<Number> count) {
        counter(name, List.of(value), count);
    }

    /** The same for one value of each of the metric's labels. */
    public void counter(MetricName name, List<String> values, Supplier<Number> count) {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            tags.add(Tag.of(name.labels().get(i), values.get(i)));
        }
        // Of the object the meter has a weak reference only; the function, and with it the count, it keeps.
        FunctionCounter.builder(name.id(), meters, _ -> count.get().doubleValue())
                .description(name.help())
                .baseUnit(name.shape() == MetricName.Shape.BYTES ? "bytes" : null)
                .tags(tags)
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
