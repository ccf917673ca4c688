package dev.tardigrade.operator.registry.objects.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts and dashboard speak of metrics that the server really has. */
final class ServerMetricsTest {

    private static final Path LIST =
            Path.of("../registry-runtime/src/main/java/dev/tardigrade/registry/metrics/MetricName.java");

    private static final Pattern ENTRY =
            Pattern.compile("\\(\\s*\"(?<id>registry[a-z0-9.]+)\",\\s*Shape\\.(?<shape>\\w+)");

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
        assertThat(ENTRY.matcher(Files.readString(LIST)).results().map(ServerMetricsTest::inPrometheus))
                .contains(metric);
    }

    private static String inPrometheus(MatchResult entry) {
        var base = entry.group("id").replace('.', '_');
        return switch (entry.group("shape")) {
            case "GAUGE" -> base;
            case "TIMER" -> base + "_seconds";
            case "COUNTER" -> base + "_total";
            case "BYTES" -> base + "_bytes_total";
            default -> throw new AssertionError("a shape that this test does not know: " + entry.group());
        };
    }
}
