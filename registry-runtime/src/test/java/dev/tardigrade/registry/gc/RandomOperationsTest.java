package dev.tardigrade.registry.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.storage.memory.MemoryStorage;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a client was told exists is ever missing, and in the end nothing is left that nobody needs. */
final class RandomOperationsTest {

    private static final int MANY = 10_000;
    private static final int FEW = 2_000;

    @Test
    void tenThousandOperationsBesideCollectionLoseNothing() {
        RandomOperations run = RandomOperations.check(
                MemoryStorage.open(Clock.systemUTC()).objects(), Long.getLong("gc.seed", 1), MANY);

        // In few operations a seed may leave no round the time to become mature.
        assertThat(run.deleted().count()).isGreaterThan(MANY / 100);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4})
    void otherOrdersOfThingsLoseNothingEither(long seed) {
        RandomOperations.check(MemoryStorage.open(Clock.systemUTC()).objects(), seed, FEW);
    }
}
