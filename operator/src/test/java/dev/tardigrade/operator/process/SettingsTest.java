package dev.tardigrade.operator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SettingsTest {

    private static final Map<String, String> SMALLEST = Map.of(
            "RELATED_IMAGE_REGISTRY", "registry:1", "RELATED_IMAGE_GATEWAY", "gateway:1", "POD_NAMESPACE", "here");

    @Test
    void noNamespaceStandsForAll() {
        assertThat(Settings.from(SMALLEST).namespaces()).isEmpty();
        assertThat(with("WATCH_NAMESPACES", " ").namespaces()).isEmpty();
    }

    @Test
    void namespacesAreSeparatedByCommas() {
        assertThat(with("WATCH_NAMESPACES", "team-a, team-b,").namespaces())
                .containsExactlyInAnyOrder("team-a", "team-b");
    }

    @ParameterizedTest
    @CsvSource({
        "LEADER_ELECTION, yes, LEADER_ELECTION is true or false",
        "LOG_LEVEL, verbose, 'LOG_LEVEL is error, warn, info, debug or trace'",
        "LOG_LEVEL, INFO, 'LOG_LEVEL is error, warn, info, debug or trace'",
        "HTTP_ADDRESS, here, 'HTTP_ADDRESS is host:port or :port, not here'",
        "RELATED_IMAGE_GATEWAY, '', RELATED_IMAGE_GATEWAY is not set",
        "POD_NAMESPACE, '', POD_NAMESPACE is not set",
        "LEASE_NAME, Not_A_Name, 'LEASE_NAME is a name as Kubernetes has them, not Not_A_Name'",
    })
    void whatHasNoSenseIsRefusedByName(String variable, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(variable, value))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @EnumSource
    void eachVariableIsInTheReadme(Variable variable) throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md")))
                .filteredOn(line -> line.startsWith("| `" + variable + "` |"))
                .singleElement()
                .asString()
                .endsWith(variable.usual().isEmpty() ? " |" : "| `" + variable.usual() + "` |");
    }

    @ParameterizedTest
    @EnumSource
    void eachVariableIsInTheHelp(Variable variable) {
        assertThat(Variable.lines())
                .filteredOn(line -> line.startsWith("  " + variable + " "))
                .hasSize(1);
    }

    private static Settings with(String variable, String value) {
        var environment = new HashMap<>(SMALLEST);
        environment.put(variable, value);
        return Settings.from(environment);
    }
}
