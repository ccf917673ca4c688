package dev.tardigrade.operator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.api.v1alpha1.ConditionStatus;
import dev.tardigrade.api.v1alpha1.ManagementState;
import dev.tardigrade.api.v1alpha1.Registry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Argo CD and Flux read from the statuses that the operator writes. */
final class HealthTest {

    @ParameterizedTest
    @MethodSource("dev.tardigrade.operator.registry.Scenario#all")
    void whatServesIsHealthyWhatIsBrokenIsDegradedAndAllElseProgresses(Scenario scenario) throws IOException {
        var registry = scenario.reported();
        if (registry.getSpec().managementState() != ManagementState.Managed) {
            assertThat(ArgoHealth.of(registry)).isEqualTo("Suspended");
            return;
        }
        var ready = is(registry, "Ready");
        assertThat(KStatus.of(registry)).isEqualTo(ready ? KStatus.CURRENT : KStatus.IN_PROGRESS);
        assertThat(ArgoHealth.of(registry))
                .isEqualTo(is(registry, "Degraded") ? "Degraded" : ready ? "Healthy" : "Progressing");
    }

    @Test
    void aNewRegistryProgressesUntilItServes() throws IOException {
        var argo = new ArrayList<String>();
        var flux = new ArrayList<KStatus>();
        for (var step : List.of("storj-allocates-first", "starting", "server-settling", "ready", "rollout", "ready")) {
            var registry = Scenario.named(step).reported();
            argo.add(ArgoHealth.of(registry));
            flux.add(KStatus.of(registry));
        }
        assertThat(argo)
                .containsExactly("Progressing", "Progressing", "Progressing", "Healthy", "Progressing", "Healthy");
        assertThat(flux)
                .containsExactly(
                        KStatus.IN_PROGRESS,
                        KStatus.IN_PROGRESS,
                        KStatus.IN_PROGRESS,
                        KStatus.CURRENT,
                        KStatus.IN_PROGRESS,
                        KStatus.CURRENT);
    }

    @Test
    void aChangeThatTheOperatorHasNotSeenIsNotHealthy() throws IOException {
        var registry = Scenario.named("ready").reported();
        registry.getMetadata().setGeneration(99L);
        assertThat(ArgoHealth.of(registry)).isEqualTo("Progressing");
        assertThat(KStatus.of(registry)).isEqualTo(KStatus.IN_PROGRESS);
    }

    @Test
    void aRegistryWithoutStatusIsNotHealthy() throws IOException {
        var registry = Scenario.named("ready").reported();
        registry.setStatus(null);
        assertThat(ArgoHealth.of(registry)).isEqualTo("Progressing");
        assertThat(KStatus.of(registry)).isEqualTo(KStatus.IN_PROGRESS);
    }

    private static boolean is(Registry registry, String type) {
        return KStatus.condition(registry, type)
                .filter(condition -> condition.status() == ConditionStatus.True)
                .isPresent();
    }
}
