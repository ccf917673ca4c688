package dev.tardigrade.operator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plans and reports as files. After a change that is meant:
 * {@code ./mvnw -pl operator -am test -Dtest=ScenarioTest -Dgolden.update=true}, and read the difference.
 */
final class ScenarioTest {

    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    @ParameterizedTest
    @MethodSource("dev.tardigrade.operator.registry.Scenario#all")
    void theObjectsAreThoseOfTheFile(Scenario scenario) throws IOException {
        var objects = scenario.objects();
        if (objects.isEmpty()) {
            assertThat(scenario.objectsFile()).doesNotExist();
        } else {
            compare(scenario.objectsFile(), objects.get());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tardigrade.operator.registry.Scenario#all")
    void theStatusIsThatOfTheFile(Scenario scenario) throws IOException {
        compare(scenario.statusFile(), scenario.report());
    }

    @ParameterizedTest
    @MethodSource("dev.tardigrade.operator.registry.Scenario#all")
    void aSecondPlanIsTheSame(Scenario scenario) {
        assertThat(scenario.objects()).isEqualTo(scenario.objects());
    }

    private static void compare(Path file, String actual) throws IOException {
        if (UPDATE) {
            Files.writeString(file, actual);
        }
        assertThat(file).hasContent(actual);
    }
}
