package dev.tardigrade.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The version of the root pom, and that of the gateway's module, are what manifests, chart and READMEs name. */
final class DocumentedVersionsTest {

    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern IMAGE =
            Pattern.compile("/(?:tardigrade-dev|you)/(?<name>registry|operator|gateway):(?<tag>[\\w.-]+)");

    @ParameterizedTest
    @ValueSource(strings = {"manifests/install/base/deployment.yaml", "operator/README.md"})
    void imagesHaveIt(String file) throws IOException {
        assertThat(IMAGE.matcher(text(file)).results())
                .isNotEmpty()
                .allSatisfy(image -> assertThat(image.group("tag")).isEqualTo(tag(image)));
    }

    @Test
    void theChartHasIt() throws IOException {
        assertThat(text("manifests/chart/tardigrade-operator/Chart.yaml").lines())
                .contains("version: " + version(), "appVersion: " + version());
    }

    @Test
    void theChartHasThatOfTheGateway() throws IOException {
        assertThat(text("manifests/chart/tardigrade-operator/values.yaml"))
                .contains("gatewayImage:\n  repository: ghcr.io/tardigrade-dev/gateway\n  tag: " + gateway() + "\n");
    }

    private static String tag(MatchResult image) throws IOException {
        return image.group("name").equals("gateway") ? gateway() : version();
    }

    private static String version() throws IOException {
        return found("pom.xml", "<artifactId>tardigrade</artifactId>\\s*<version>(.*?)</version>");
    }

    private static String gateway() throws IOException {
        return found("e2e/beds/storj/gateway/go.mod", "storj\\.io/gateway (v\\S+)");
    }

    private static String found(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(text(file))
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " has nothing like " + pattern));
    }

    private static String text(String file) throws IOException {
        return Files.readString(REPOSITORY.resolve(file));
    }
}
