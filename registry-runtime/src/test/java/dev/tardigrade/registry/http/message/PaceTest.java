package dev.tardigrade.registry.http.message;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PaceTest {

    private final Pace.Meter meter = Pace.DEFAULT.new Meter();

    private void count(long bytes, Duration waited) throws SlowClientException {
        meter.count(bytes, waited.toNanos());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 59, 300})
    void aClientThatKeepsTheRateIsNeverTooSlow(int seconds) {
        assertThatCode(() -> {
                    for (int i = 0; i < 1000; i++) {
                        count(1024L * seconds, Duration.ofSeconds(seconds));
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void whatWasFastBuysNoTime() throws SlowClientException {
        count(1L << 30, Duration.ofSeconds(1));
        count(1, Duration.ofSeconds(59));
        count(1, Duration.ofSeconds(59));
        assertThatThrownBy(() -> count(1, Duration.ofSeconds(59))).isInstanceOf(SlowClientException.class);
    }

    @Test
    void aClientIsGivenTimeToBegin() throws SlowClientException {
        count(1, Duration.ofSeconds(29));
        count(31 * 1024, Duration.ofSeconds(32));
    }

    @Test
    void littleInALongTimeIsTooSlow() {
        assertThatThrownBy(() -> count(256 << 10, Duration.ofHours(1))).isInstanceOf(SlowClientException.class);
    }

    @Test
    void whoIsNotWaitedForMaySendAnything() {
        assertThatCode(() -> {
                    for (int i = 0; i < 100_000; i++) {
                        count(1, Duration.ofNanos(1));
                    }
                })
                .doesNotThrowAnyException();
    }
}
