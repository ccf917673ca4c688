package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.testing.s3.Fault;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import dev.tardigrade.testing.storage.TestStorage;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The same as {@link RandomOperationsTest} on a store whose creates race, and which fails now and then. */
final class RandomOperationsOnStorjTest {

    private static final int OPERATIONS = 2_000;

    @Test
    void operationsBesideCollectionLoseNothingWhileTheGatewayFails() {
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
                RandomOperations.check(storage.objects(), 5, OPERATIONS);
            }
        }
    }
}
