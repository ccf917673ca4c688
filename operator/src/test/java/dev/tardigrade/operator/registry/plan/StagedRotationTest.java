package dev.tardigrade.operator.registry.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.registry.model.Succession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StagedRotationTest {

    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final Rotation MONTHLY = new Rotation(Duration.ofDays(30), Duration.ofDays(7));

    @Test
    void keysThatAreYoungStay() {
        var keys = StagedRotation.step(Optional.empty(), MONTHLY, () -> key(1), START);
        assertThat(keys).isEqualTo(new Succession(key(1), null, null, START));
        assertThat(StagedRotation.step(
                        Optional.of(keys), MONTHLY, StagedRotationTest::none, START.plus(Duration.ofHours(719))))
                .isEqualTo(keys);
    }

    @Test
    void aNewKeyIsBelievedBeforeItSignsAndTheOldOneAfterwards() {
        var due = START.plus(Duration.ofDays(30));
        var announced = step(new Succession(key(1), null, null, START), 2, due);
        assertThat(announced).isEqualTo(new Succession(key(1), null, key(2), due));
        assertThat(step(announced, 3, due.plus(Duration.ofMinutes(4)))).isEqualTo(announced);

        var signing = due.plus(StagedRotation.SPREAD);
        var replaced = step(announced, 3, signing);
        assertThat(replaced).isEqualTo(new Succession(key(2), key(1), null, signing));

        assertThat(step(replaced, 4, signing.plus(Duration.ofHours(167)))).isEqualTo(replaced);
        assertThat(step(replaced, 4, signing.plus(Duration.ofDays(7))))
                .isEqualTo(new Succession(key(2), null, null, signing));
    }

    /** Servers see what was written with a delay of up to two minutes, and tokens are good for five. */
    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "PT15M", "PT2H", "PT720H"})
    void anyServerBelievesAnyTokenAtAnyTime(Duration interval) {
        var rotation = new Rotation(interval, Duration.ofMinutes(1));
        Deque<Succession> history = new ArrayDeque<>();
        var keys = Optional.<Succession>empty();
        Set<SecretValue> used = new HashSet<>();
        for (int minute = 0; minute < 60 * 24 * 65; minute++) {
            var fresh = key(minute);
            keys = Optional.of(
                    StagedRotation.step(keys, rotation, () -> fresh, START.plus(Duration.ofMinutes(minute))));
            history.addFirst(keys.get());
            if (history.size() > 8) {
                history.removeLast();
            }
            // a token of up to five minutes ago, by a server that was two minutes late; read by one that is, and one
            // that is not
            var signed = history.stream().map(Succession::current).toList();
            used.add(keys.get().current());
            assertThat(believed(keys.get())).containsAll(signed);
            assertThat(believed(
                            history.stream().limit(3).reduce((_, last) -> last).orElseThrow()))
                    .containsAll(signed);
        }
        assertThat(used).hasSizeGreaterThan(2);
    }

    private static Succession step(Succession keys, int fresh, Instant now) {
        return StagedRotation.step(Optional.of(keys), MONTHLY, () -> key(fresh), now);
    }

    private static Set<SecretValue> believed(Succession keys) {
        return keys.believed().collect(Collectors.toSet());
    }

    private static SecretValue none() {
        throw new AssertionError("a key was made that nobody needs");
    }

    private static SecretValue key(int number) {
        return SecretValue.of("key " + number);
    }
}
