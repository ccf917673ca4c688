package dev.tardigrade.registry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tardigrade.registry.config.settings.GoDuration;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GoDurationTest {

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "0s, PT0S",
        "60s, PT1M",
        "1h30m, PT1H30M",
        "1.5h, PT1H30M",
        ".5s, PT0.5S",
        "168h, PT168H",
        "10ms, PT0.01S",
        "1us, PT0.000001S",
        "1µs, PT0.000001S",
        "1ns, PT0.000000001S",
        "1m1m, PT2M",
    })
    void isReadAsGoReadsIt(String text, Duration duration) {
        assertThat(GoDuration.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "60", "s", "-1s", "1 s", "1d", "1h30", "1S", ".s", "9999999999h", "forever"})
    void isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> GoDuration.parse(text));
    }

    @Property
    void anyNumberOfNanosecondsIsExact(@ForAll @LongRange(min = 0, max = 999_999_999_999_999L) long nanos) {
        assertThat(GoDuration.parse(nanos + "ns")).isEqualTo(Duration.ofNanos(nanos));
    }
}
