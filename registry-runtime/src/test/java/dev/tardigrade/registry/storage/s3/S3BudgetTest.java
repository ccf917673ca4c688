package dev.tardigrade.registry.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.storage.StorageBudget;
import dev.tardigrade.testing.s3.Fault;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls for a request whose time comes to its end. */
final class S3BudgetTest {

    private static final ObjectKey KEY = new ObjectKey("a/b");
    private static final Duration TIME = Duration.ofSeconds(30);

    private final S3TestServer server =
            S3TestServer.start(S3Profile.storj().withoutRateLimits()).withBucket(TestBucket.NAME);
    private final Storage storage = TestBucket.open(server.access());

    @AfterEach
    void close() {
        storage.close();
        server.close();
    }

    private Failure.StorageUnavailable failureWithin(StorageBudget budget) {
        RegistryException thrown = catchThrowableOfType(
                RegistryException.class,
                () -> budget.call(() -> storage.objects().head(KEY)));
        assertThat(thrown).isNotNull();
        return (Failure.StorageUnavailable) thrown.failure();
    }

    @Test
    void aServiceThatIsBusyForEachCallIsAskedNoMoreOnceTheTimeOfTheRequestIsOver() {
        AtomicLong clock = new AtomicLong();
        StorageBudget budget = new StorageBudget(TIME, clock::get);
        server.faults().next(2, _ -> true, Fault.tooManyRequests());
        assertThat(budget.call(() -> storage.objects().head(KEY))).isEmpty();
        assertThat(server.calls().total()).isEqualTo(3);
        try (var _ = budget.begin()) {
            clock.addAndGet(TIME.toNanos());
        }
        assertThat(failureWithin(budget).retryAfter()).isPositive();
        assertThat(server.calls().total()).isEqualTo(3);
    }

    @Test
    void aCallIsGivenUpWhenTheTimeOfItsRequestIsOver() {
        server.faults().always(_ -> true, new Fault.Hang());
        long begin = System.nanoTime();
        assertThat(failureWithin(new StorageBudget(Duration.ofMillis(200), System::nanoTime))
                        .retryAfter())
                .isPositive();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TestBucket.LIMITS.attempt());
    }
}
