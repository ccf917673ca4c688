package dev.tardigrade.registry.upstream.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TurnsTest {

    private final Turns turns = new Turns(10, Duration.ZERO);

    @Test
    void noMoreThanThatAtATime() {
        String inner = turns.during(
                6,
                () -> turns.during(4, () -> {
                    assertThatThrownBy(() -> turns.during(() -> "too much"))
                            .isInstanceOfSatisfying(
                                    RegistryException.class,
                                    e -> assertThat(e.failure()).isInstanceOf(Failure.UpstreamUnavailable.class));
                    return "done";
                }));
        assertThat(inner).isEqualTo("done");
        assertThat(turns.<String>during(10, () -> "free again")).isEqualTo("free again");
    }

    @Test
    void thatMemoryIsFullIsNoFaultOfAnUpstream() {
        Turns memory = Turns.ofMemory(10, Duration.ZERO);
        assertThatThrownBy(() -> memory.during(11, () -> "too much"))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.Overloaded.class));
    }

    @Test
    void whatFailsGivesItsTurnBack() {
        assertThatThrownBy(() -> turns.during(10, () -> {
                    throw new IllegalStateException("as the test wants");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(turns.<Integer>during(10, () -> 1)).isEqualTo(1);
    }
}
