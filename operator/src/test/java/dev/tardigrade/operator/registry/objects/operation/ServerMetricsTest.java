package dev.tardigrade.operator.registry.objects.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts and dashboard speak of metrics that the server really has. */
final class ServerMetricsTest {

    private static final Path LIST =
            Path.of("../registry-runtime/src/main/java/dev/tardigrade/registry/metrics/MetricName.java");

    @ParameterizedTest
    @ValueSource(
            strings = {
                ServerMetrics.REQUESTS,
                ServerMetrics.RECEIVED,
                ServerMetrics.SENT,
                ServerMetrics.STORE_CALLS,
                ServerMetrics.UPLOADS_OPEN,
                ServerMetrics.BUFFERS_USED,
                ServerMetrics.BUFFERS_SIZE
            })
    void isAMetricOfTheServer(String metric) throws IOException {
        var id = metric.replaceAll("_(seconds|bytes_total)$", "").replace('_', '.');
        assertThat(Files.readString(LIST)).contains("\"" + id + "\"");
    }
}
