package dev.tardigrade.registry.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StoreTimersTest {

    private static String outcomeOf(Failure failure) {
        try (Metrics metrics = new Metrics()) {
            StoreTimers timers = new StoreTimers(metrics.meters());
            assertThatThrownBy(() -> timers.run(StoreOperation.GET, () -> {
                        throw new RegistryException(failure);
                    }))
                    .isInstanceOf(RegistryException.class);
            return metrics.scrape();
        }
    }

    @Test
    void whatTheStoreAnsweredIsTold() {
        assertThat(outcomeOf(new Failure.StorageFull("no room"))).contains("outcome=\"full\"");
        assertThat(outcomeOf(new Failure.StorageFault("odd"))).contains("outcome=\"fault\"");
    }

    @Test
    void aCallThatThereIsNoRoomForIsNoFaultOfTheStore() {
        assertThat(outcomeOf(new Failure.Overloaded("too many", Duration.ofSeconds(1))))
                .contains("outcome=\"busy\"");
    }
}
