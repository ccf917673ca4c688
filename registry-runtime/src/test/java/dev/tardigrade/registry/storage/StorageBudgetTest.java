package dev.tardigrade.registry.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.manifest.Parallel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class StorageBudgetTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final StorageBudget budget = new StorageBudget(Duration.ofSeconds(30), clock::get);

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private Duration left() {
        return budget.left(HOUR, Duration.ZERO);
    }

    @Test
    void aCallThatWantsLessGetsWhatItWants() {
        assertThat(budget.left(SECOND, Duration.ZERO)).isEqualTo(SECOND);
    }

    @Test
    void allCallsTogetherHaveThatTime() {
        for (int i = 0; i < 29; i++) {
            try (var _ = budget.begin()) {
                pass(SECOND);
            }
        }
        assertThat(left()).isEqualTo(SECOND);
        try (var _ = budget.begin()) {
            pass(HOUR);
            assertThat(left()).isZero();
        }
        assertThat(left()).isZero();
    }

    @Test
    void aStepThatIsDoneGivesTheWholeTimeToTheNext() {
        try (var _ = budget.begin()) {
            budget.left(HOUR, SECOND);
            pass(Duration.ofSeconds(29));
            budget.renew();
            assertThat(left()).isEqualTo(Duration.ofSeconds(30));
            pass(SECOND);
        }
        assertThat(left()).isEqualTo(Duration.ofSeconds(29));
    }

    @Test
    void whatOthersWaitForTooHasTheWholeTime() {
        try (var _ = budget.begin()) {
            pass(HOUR);
        }
        assertThat(left()).isZero();
        assertThat(budget.anew().left(HOUR, Duration.ZERO)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void callsAtTheSameTimeCountOnce() {
        try (var _ = budget.begin();
                var _ = budget.begin()) {
            pass(SECOND);
        }
        assertThat(left()).isEqualTo(Duration.ofSeconds(29));
    }

    @Test
    void whatAClientTakesForItsBytesDoesNotCount() {
        pass(HOUR);
        assertThat(left()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aCallThatMovesBytesBringsTheirTimeAlong() {
        try (var _ = budget.begin()) {
            assertThat(budget.left(Duration.ofSeconds(94), Duration.ofSeconds(64)))
                    .isEqualTo(Duration.ofSeconds(94));
            pass(Duration.ofSeconds(64));
        }
        assertThat(left()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void callsInOtherThreadsAreWithinTheBudgetOfTheirRequest() {
        List<StorageBudget> seen = budget.call(() -> Parallel.map(List.of(1, 2, 3), _ -> StorageBudget.current()));
        assertThat(seen).hasSize(3).containsOnly(budget);
    }

    @Test
    void whoServesNoRequestHasNoBudget() {
        StorageBudget none = StorageBudget.current();
        try (var _ = none.begin()) {
            pass(HOUR);
        }
        assertThat(none.left(HOUR, SECOND)).isEqualTo(HOUR);
    }
}
