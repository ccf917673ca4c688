package dev.tardigrade.registry.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import dev.tardigrade.registry.stream.Content;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ObjectCacheTest {

    private static final ObjectKey KEY = new ObjectKey("key");

    private final ObjectStore store = MemoryStorage.open(Clock.systemUTC()).objects();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger reads = new AtomicInteger();
    private final CountDownLatch slow = new CountDownLatch(1);

    private ObjectCache<String> cache(Duration timeToLive) {
        return new ObjectCache<>(store, new CacheLimits(10_000, timeToLive), nanos::get, (_, bytes, _) -> {
            reads.incrementAndGet();
            return new String(bytes.toArray(), UTF_8);
        });
    }

    private void write(String content) {
        store.put(KEY, Content.of(content.getBytes(UTF_8)), Optional.empty(), PutMode.REPLACE);
    }

    @Test
    void anObjectIsReadOnce() {
        ObjectCache<String> cache = cache(Duration.ofSeconds(10));
        write("a");
        assertThat(cache.get(KEY)).contains("a");
        assertThat(cache.get(KEY)).contains("a");
        assertThat(reads).hasValue(1);
    }

    @Test
    void whatOthersWriteIsSeenWhenTheTimeIsOver() {
        ObjectCache<String> cache = cache(Duration.ofSeconds(10));
        write("a");
        cache.get(KEY);
        write("b");
        assertThat(cache.get(KEY)).contains("a");
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        assertThat(cache.get(KEY)).contains("b");
    }

    @Test
    void anAbsenceIsNotKept() {
        ObjectCache<String> cache = cache(Duration.ofSeconds(10));
        assertThat(cache.get(KEY)).isEmpty();
        write("a");
        assertThat(cache.get(KEY)).contains("a");
    }

    @Test
    void nothingIsKeptWhereTheTimeIsZero() {
        ObjectCache<String> cache = cache(Duration.ZERO);
        write("a");
        cache.get(KEY);
        write("b");
        assertThat(cache.get(KEY)).contains("b");
    }

    @Test
    void ownWritesAndDeletesAreSeenAtOnce() {
        ObjectCache<String> cache = cache(Duration.ofSeconds(10));
        cache.remember(KEY, "mine", 4, cache.version(KEY));
        assertThat(cache.get(KEY)).contains("mine");
        cache.forget(KEY);
        assertThat(cache.get(KEY)).isEmpty();
    }

    @Test
    void whatWasForgottenDuringAWriteIsReadAgain() {
        ObjectCache<String> cache = cache(Duration.ofSeconds(10));
        long before = cache.version(KEY);
        write("of another replica");
        cache.forget(KEY);
        cache.remember(KEY, "mine", 4, before);
        assertThat(cache.get(KEY)).contains("of another replica");
    }

    @Test
    void ofTwoWritesAtATimeNoneIsBelieved() {
        ObjectCache<String> cache = cache(Duration.ofSeconds(10));
        long before = cache.version(KEY);
        write("last");
        cache.remember(KEY, "last", 4, before);
        cache.remember(KEY, "first", 5, before);
        assertThat(cache.get(KEY)).contains("last");
    }

    @Test
    void whatDoesNotFitIsNotKept() {
        ObjectCache<String> cache = cache(Duration.ofSeconds(10));
        write("x".repeat(20_000));
        cache.get(KEY);
        cache.get(KEY);
        assertThat(reads).hasValue(2);
    }

    @Test
    void manyReadersMakeOneRead() throws ExecutionException, InterruptedException {
        write("a");
        ObjectCache<String> cache = slowCache();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<String>>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(threads.submit(() -> cache.get(KEY)));
            }
            await().until(() -> reads.get() == 1);
            slow.countDown();
            for (Future<Optional<String>> each : all) {
                assertThat(each.get()).contains("a");
            }
        }
        assertThat(reads).hasValue(1);
    }

    @Test
    void aReadThatBeganBeforeAWriteLeavesNothingBehind() throws ExecutionException, InterruptedException {
        write("old");
        ObjectCache<String> cache = slowCache();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<String>> early = threads.submit(() -> cache.get(KEY));
            await().until(() -> reads.get() == 1);
            cache.remember(KEY, "new", 3, cache.version(KEY));
            slow.countDown();
            early.get();
        }
        assertThat(cache.get(KEY)).contains("new");
    }

    private ObjectCache<String> slowCache() {
        return new ObjectCache<>(store, new CacheLimits(10_000, Duration.ofHours(1)), (_, bytes, _) -> {
            reads.incrementAndGet();
            try {
                slow.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new String(bytes.toArray(), UTF_8);
        });
    }

    @Test
    void aFailureIsToldAndNotKept() {
        write("a");
        ObjectCache<String> cache =
                new ObjectCache<>(store, new CacheLimits(10_000, Duration.ofHours(1)), (_, bytes, _) -> {
                    if (reads.incrementAndGet() == 1) {
                        throw new RegistryException(new Failure.StorageFault("broken"));
                    }
                    return new String(bytes.toArray(), UTF_8);
                });
        assertThatThrownBy(() -> cache.get(KEY))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.failure()).isEqualTo(new Failure.StorageFault("broken")));
        assertThat(cache.get(KEY)).contains("a");
    }
}
