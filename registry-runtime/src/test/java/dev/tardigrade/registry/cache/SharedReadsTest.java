package dev.tardigrade.registry.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SharedReadsTest {

    private final SharedReads<String, Integer> reads = new SharedReads<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger begun = new AtomicInteger();

    /** Each read waits for one of these. */
    private final List<CountDownLatch> gates = new ArrayList<>();

    SharedReadsTest() {
        for (int i = 0; i < 3; i++) {
            gates.add(new CountDownLatch(1));
        }
    }

    @AfterEach
    void stop() {
        gates.forEach(CountDownLatch::countDown);
        threads.close();
    }

    private int next() {
        int number = begun.getAndIncrement();
        try {
            gates.get(number).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return number;
    }

    private Future<Integer> ask() {
        return threads.submit(() -> reads.read("a", this::next));
    }

    @Test
    void whoComesWhileOneIsReadSharesTheNextOne() throws Exception {
        Future<Integer> first = ask();
        await().until(() -> begun.get() == 1);
        List<Future<Integer>> later = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            later.add(ask());
        }
        gates.get(1).countDown();
        gates.get(0).countDown();
        assertThat(first.get()).isZero();
        for (Future<Integer> each : later) {
            // Those whose threads begin late may have to wait for one more.
            if (!each.isDone()) {
                gates.get(2).countDown();
            }
            assertThat(each.get()).isPositive();
        }
        assertThat(begun.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void aReadThatFailsIsNotTheEndOfThoseBehindIt() throws Exception {
        CountDownLatch failing = new CountDownLatch(1);
        AtomicInteger entered = new AtomicInteger();
        Future<Integer> first = threads.submit(() -> reads.read("a", () -> {
            entered.incrementAndGet();
            try {
                failing.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            throw new RegistryException(new Failure.StorageFault("broken"));
        }));
        await().until(() -> entered.get() == 1);
        Future<Integer> second = ask();
        gates.forEach(CountDownLatch::countDown);
        failing.countDown();
        assertThatThrownBy(first::get).hasCauseInstanceOf(RegistryException.class);
        assertThat(second.get()).isZero();
    }

    @Test
    void differentThingsAreReadAtOnce() {
        Future<Integer> held = ask();
        await().until(() -> begun.get() == 1);
        assertThat(reads.read("b", () -> 7)).isEqualTo(7);
        assertThat(held.isDone()).isFalse();
    }

    @Test
    void oneAfterTheOtherReadsAnew() {
        AtomicInteger count = new AtomicInteger();
        assertThat(reads.read("a", count::incrementAndGet)).isEqualTo(1);
        assertThat(reads.read("a", count::incrementAndGet)).isEqualTo(2);
    }
}
