package dev.tardigrade.registry.server.farewell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.bucket.BucketOutcome.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StorageWatchTest {

    private static final Refused DENIED = Refused.denied("images");
    private static final Refused GONE = Refused.gone("images");

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final List<Refused> said = new ArrayList<>();
    private final StorageWatch watch = new StorageWatch(() -> now, new Farewell() {
        @Override
        public void say(Refused refused) {
            said.add(refused);
        }

        @Override
        public void storageIsThere() {
            said.clear();
        }
    });

    private void later(int seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
    }

    @Test
    void aRefusalOfAMinuteIsSaid() {
        watch.refused(DENIED);
        later(59);
        watch.refused(DENIED);
        assertThat(said).isEmpty();
        later(1);
        watch.refused(DENIED);
        assertThat(said).containsExactly(DENIED);
    }

    @Test
    void noAnswerIsNeverSaid() {
        for (int minute = 0; minute < 60; minute++) {
            watch.silent();
            later(60);
        }
        assertThat(said).isEmpty();
    }

    @Test
    void aRefusalThatSilenceBreaksBeginsAnew() {
        watch.refused(DENIED);
        later(50);
        watch.silent();
        later(10);
        watch.refused(DENIED);
        later(59);
        watch.refused(DENIED);
        assertThat(said).isEmpty();
    }

    @Test
    void aRefusalOfAnotherKindBeginsAnew() {
        watch.refused(DENIED);
        later(50);
        watch.refused(GONE);
        later(59);
        watch.refused(GONE);
        assertThat(said).isEmpty();
        later(1);
        watch.refused(GONE);
        assertThat(said).containsExactly(GONE);
    }

    @Test
    void aStorageThatIsThereAgainIsToldAndTheTimeBeginsAnew() {
        watch.refused(DENIED);
        later(60);
        watch.refused(DENIED);
        watch.granted();
        watch.refused(DENIED);
        later(59);
        watch.refused(DENIED);
        assertThat(said).isEmpty();
    }
}
