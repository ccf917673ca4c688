package dev.tardigrade.operator.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DocumentedMetricsTest {

    private static final Path README = Path.of("README.md");

    @Test
    void theTableIsTheList() throws IOException {
        var readme = Files.readString(README);
        var table = readme.substring(readme.indexOf("<!-- metrics"), readme.indexOf("<!-- end of metrics -->"));
        assertThat(table.lines().filter(line -> line.startsWith("| `")))
                .containsExactlyElementsOf(Stream.of(MetricName.values())
                        .map(DocumentedMetricsTest::row)
                        .toList());
    }

    private static String row(MetricName metric) {
        return "| `%s` | %s | %s |"
                .formatted(
                        metric.inPrometheus(),
                        metric.tags().stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", ")),
                        metric.text());
    }
}
