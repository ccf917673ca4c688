package dev.tardigrade.registry.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.LargeObjects.Holding;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LargeObjectsTest {

    private static final int TOTAL = 1 << 20;

    private final AtomicLong now = new AtomicLong();
    private final LargeObjects memory = new LargeObjects(TOTAL, Duration.ofMillis(10), "no room", now::get);

    private void assertFull() {
        try (Holding other = memory.hold()) {
            assertThatThrownBy(() -> other.reserve(LargeObjects.SMALL_BYTES + 1))
                    .isInstanceOfSatisfying(
                            RegistryException.class,
                            e -> assertThat(e.failure()).isInstanceOf(Failure.Overloaded.class));
        }
    }

    private void assertFree() {
        try (Holding other = memory.hold()) {
            other.reserve(TOTAL);
        }
    }

    @Test
    void whatIsHeldNobodyElseHas() {
        try (Holding one = memory.hold()) {
            one.reserve(TOTAL);
            assertFull();
        }
        assertFree();
    }

    @Test
    void whoWaitsForMuchIsNotPassedByThoseWhoNeedLittle() throws InterruptedException {
        LargeObjects patient = new LargeObjects(TOTAL, Duration.ofHours(1), "no room", now::get);
        Thread waiting;
        try (Holding one = patient.hold()) {
            one.reserve(TOTAL);
            waiting = Thread.ofPlatform().start(() -> {
                try (Holding large = patient.hold()) {
                    large.reserve(TOTAL);
                }
            });
            await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
            one.keep(TOTAL / 2);
            boolean passes = patient.during(() -> LargeObjects.reservesHere(TOTAL / 4));
            assertThat(passes).isFalse();
        }
        waiting.join();
        boolean free = patient.during(() -> LargeObjects.reservesHere(TOTAL));
        assertThat(free).isTrue();
    }

    /** The one who waits could only have it when this one ends. */
    @Test
    void whoHasSomePassesThoseWhoWaitForMore() throws InterruptedException {
        LargeObjects patient = new LargeObjects(TOTAL, Duration.ofHours(1), "no room", now::get);
        Thread waiting;
        try (Holding one = patient.hold()) {
            one.reserve(TOTAL / 2);
            waiting = Thread.ofPlatform().start(() -> {
                try (Holding large = patient.hold()) {
                    large.reserve(TOTAL * 3 / 4);
                }
            });
            await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
            one.reserve(TOTAL * 3 / 4);
            boolean passes = one.call(() -> LargeObjects.reservesHere(TOTAL));
            assertThat(passes).isTrue();
        }
        waiting.join();
    }

    @Test
    void whatIsSmallHasRoomAlways() {
        try (Holding one = memory.hold();
                Holding other = memory.hold()) {
            one.reserve(TOTAL);
            other.reserve(LargeObjects.SMALL_BYTES);
            other.keep(new Object(), LargeObjects.SMALL_BYTES);
        }
        assertFree();
    }

    @Test
    void whatIsLargerThanAllFindsRoom() {
        try (Holding one = memory.hold()) {
            one.reserve(100L * TOTAL);
            assertFull();
        }
        assertFree();
    }

    @Test
    void manyHoldOneObjectOnce() {
        Object content = new Object();
        Holding first = memory.hold();
        first.reserve(TOTAL);
        first.keep(content, TOTAL);
        Holding second = memory.hold();
        second.keep(content, TOTAL);
        first.close();
        assertFull();
        second.close();
        second.close();
        assertFree();
    }

    @Test
    void whatWasReservedInVainIsGivenBack() {
        try (Holding one = memory.hold()) {
            one.reserve(TOTAL);
            one.keep(100_000);
            try (Holding other = memory.hold()) {
                other.reserve(TOTAL - 100_000);
                assertFull();
            }
        }
        assertFree();
    }

    @Test
    void roomIsTakenForTheWorkOfAThreadThatIsBound() {
        LargeObjects.reserveHere(TOTAL);
        try (Holding one = memory.hold()) {
            boolean first = one.call(() -> LargeObjects.reservesHere(TOTAL));
            assertThat(first).isTrue();
            boolean other = memory.during(() -> LargeObjects.reservesHere(TOTAL));
            assertThat(other).isFalse();
        }
        assertFree();
    }

    @Test
    void whoHoldsRoomForLongGivesItUpOnlyWhereOthersWait() {
        try (Holding one = memory.hold()) {
            one.reserve(TOTAL);
            assertFull();
            assertThat(one.isOverdue()).as("not for long").isFalse();
            now.addAndGet(Duration.ofMillis(31).toNanos());
            assertThat(one.isOverdue()).as("nobody waits").isFalse();
            assertFull();
            assertThat(one.isOverdue()).isTrue();
            try (Holding other = memory.hold()) {
                assertThat(other.isOverdue()).as("holds nothing").isFalse();
            }
        }
    }
}
