package dev.tardigrade.operator.registry.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.StubContext;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PatienceTest {

    private static final Duration SOME = Duration.ofSeconds(1);
    private static final Duration NONE = SOME.negated();

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 422})
    void whatIsRefusedMayBeMendedForSomeTime(int code) {
        assertThat(new Patience(SOME, 0).isOver(code, false)).isFalse();
        assertThat(new Patience(SOME, 0).isOver(code, true)).isTrue();
        assertThat(new Patience(NONE, 0).isOver(code, false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 504})
    void whatFailsMayBeAHiccup(int code) {
        assertThat(new Patience(NONE, 7).isOver(code, false)).isFalse();
        assertThat(new Patience(SOME, 8).isOver(code, false)).isFalse();
        assertThat(new Patience(NONE, 8).isOver(code, false)).isTrue();
    }

    @Test
    void withoutAnAnswerNothingIsKnown() {
        assertThat(new Patience(NONE, 1000).isOver(-1, false)).isFalse();
        assertThat(new Patience(NONE, 1000).isOver(0, false)).isFalse();
    }

    @Test
    void itBeginsWhenTheRegistryIsToGo() {
        var registry = new Registry();
        registry.setMetadata(new ObjectMetaBuilder()
                .withDeletionTimestamp("2026-11-24T12:00:00Z")
                .build());
        var began = Instant.parse("2026-11-24T12:00:00Z");

        assertThat(Patience.with(registry, began.plus(Duration.ofMinutes(4)), StubContext.ofTry(3)))
                .isEqualTo(new Patience(Duration.ofMinutes(1), 3));
        assertThat(Patience.with(registry, began.plus(Duration.ofMinutes(6)), StubContext.ofTry(3))
                        .isOverdue())
                .isTrue();
    }
}
