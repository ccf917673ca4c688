package dev.tardigrade.registry.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.storage.s3.access.S3Limits;
import dev.tardigrade.testing.s3.Fault;
import dev.tardigrade.testing.s3.S3Operation;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import dev.tardigrade.testing.storage.TestStorage;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LeasesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final ObjectKey KEY = new ObjectKey("repos/a/_tags/1");
    private static final int READERS = 8;

    private final S3TestServer server =
            S3TestServer.start(S3Profile.storj().withoutRateLimits()).withBucket("leases");
    private final Storage storage =
            TestStorage.open(server.access(), "leases", new S3Limits(PATIENCE, PATIENCE, PATIENCE, 1 << 20, 1, 16));
    private final Leases leases = new Leases(
            storage.objects(), new BucketLayout(KeyPrefix.ROOT), LeaseTerms.DEFAULT, Pace.steady(Clock.systemUTC()));

    @AfterEach
    void close() {
        storage.close();
        server.close();
    }

    @Test
    void readersThatWaitForOneThatFailsFailWithItAndDoNotWaitOneAfterTheOther() throws Exception {
        server.faults().always(call -> call.operation() == S3Operation.LIST_OBJECTS, new Fault.Hang());
        Callable<Failure> reader = () -> catchThrowableOfType(RegistryException.class, () -> leases.hold(KEY))
                .failure();
        List<Future<Failure>> ends;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ends = threads.invokeAll(Collections.nCopies(READERS, reader));
        }

        for (Future<Failure> end : ends) {
            assertThat(end.resultNow()).isInstanceOf(Failure.StorageUnavailable.class);
        }
        assertThat(server.calls().of(S3Operation.LIST_OBJECTS)).isLessThan(READERS);

        server.faults().clear();
        assertThat(leases.hold(KEY)).isEqualTo(Held.AS_KNOWN);
    }
}
