package dev.tardigrade.registry.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import dev.tardigrade.testing.s3.Fault;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import dev.tardigrade.testing.storage.TestStorage;
import java.time.Clock;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a client was told exists is ever missing, and in the end nothing is left that nobody needs. */
final class RandomOperationsTest {

    private static final int MANY = 10_000;
    private static final int FEW = 2_000;

    @Test
    void tenThousandOperationsBesideCollectionLoseNothing() {
        check(MemoryStorage.open(Clock.systemUTC()).objects(), Long.getLong("gc.seed", 1), MANY);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4})
    void otherOrdersOfThingsLoseNothingEither(long seed) {
        check(MemoryStorage.open(Clock.systemUTC()).objects(), seed, FEW);
    }

    @Test
    void norOnStorjWhileItsGatewayFails() {
        try (S3TestServer server = S3TestServer.start(S3Profile.storj()
                        .withoutRateLimits()
                        .withRacingCreates()
                        .withPageSize(200))
                .withBucket("images")) {
            Random random = new Random(5);
            server.faults().always(_ -> random.nextInt(2000) == 0, new Fault.Answer(500, "InternalError"));
            server.faults().always(_ -> random.nextInt(2000) == 0, new Fault.LostReply());
            server.faults().always(_ -> random.nextInt(2000) == 0, new Fault.Dropped());
            try (Storage storage = TestStorage.open(server.access(), "images")) {
                check(storage.objects(), 5, FEW);
            }
        }
    }

    private static void check(ObjectStore store, long seed, int operations) {
        RandomOperations test = new RandomOperations(store, seed);
        World world = test.run(operations);
        test.collectAll();
        test.checkBucket();
        if (operations == MANY) {
            // In few operations a seed may leave no round the time to become mature.
            assertThat(test.deleted().count()).as("%s", world.counts).isGreaterThan(operations / 100);
        }
        assertThat(world.counts).as("every kind of operation took place").hasSizeGreaterThan(10);
    }
}
