package dev.tardigrade.registry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MetricNameTest {

    private static final String BEGIN = "<!-- metrics: a test compares this table with the code -->\n";
    private static final String END = "<!-- end of metrics -->";

    @Test
    void theReadmeListsEveryMetric() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(readme).contains(BEGIN, END);
        String rows =
                Arrays.stream(MetricName.values()).map(MetricNameTest::row).collect(Collectors.joining());
        assertThat(readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END)))
                .isEqualTo("| Metric | Labels | |\n|---|---|---|\n" + rows);
    }

    private static String row(MetricName name) {
        String labels = name.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
        return "| `" + inPrometheus(name) + "` | " + labels + " | " + name.help() + " |\n";
    }

    private static String inPrometheus(MetricName name) {
        var convention = new PrometheusNamingConvention();
        String base = convention.name(name.id(), Meter.Type.GAUGE);
        return switch (name.shape()) {
            case GAUGE -> base;
            case TIMER -> base + "_seconds";
            case COUNTER -> base + "_total";
            case BYTES -> base + "_bytes_total";
        };
    }

    @Test
    void nothingThatClientsChooseIsALabel() {
        assertThat(Arrays.stream(MetricName.values()).flatMap(name -> name.labels().stream()))
                .containsOnly("kind", "method", "status", "operation", "outcome", "result", "upstream", "source");
    }
}
