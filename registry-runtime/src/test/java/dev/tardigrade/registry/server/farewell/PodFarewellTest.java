package dev.tardigrade.registry.server.farewell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.bucket.BucketOutcome.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PodFarewellTest {

    private static final Refused DENIED = Refused.denied("images");

    @TempDir
    Path folder;

    private Instant now = Instant.now();
    private final Semaphore ends = new Semaphore(0);

    /** One for each start of the container. */
    private PodFarewell start() {
        return new PodFarewell(folder.resolve("termination-log"), folder, () -> now, ends::release);
    }

    private boolean hasEnded() throws InterruptedException {
        return ends.tryAcquire(1, TimeUnit.MINUTES);
    }

    @Test
    void theEndHasItsReasonAsTerminationMessage() throws IOException, InterruptedException {
        start().say(DENIED);
        assertThat(hasEnded()).isTrue();
        assertThat(Files.readString(folder.resolve("termination-log")))
                .startsWith("{\"outcome\":\"AccessDenied\",\"message\":\"access to bucket images is denied");
    }

    @Test
    void thereIsOneForAReasonInTheLifeOfAPod() throws IOException, InterruptedException {
        start().say(DENIED);
        assertThat(hasEnded()).isTrue();
        Files.delete(folder.resolve("termination-log"));

        start().say(DENIED);
        assertThat(folder.resolve("termination-log")).doesNotExist();

        start().say(Refused.gone("images"));
        assertThat(hasEnded()).isTrue();
        assertThat(ends.availablePermits()).isZero();
    }

    @Test
    void aStorageThatComesAndGoesEndsNoServerAgainWithinAnHour() throws IOException, InterruptedException {
        start().say(DENIED);
        assertThat(hasEnded()).isTrue();
        Files.delete(folder.resolve("termination-log"));

        PodFarewell next = start();
        next.storageIsThere();
        next.say(DENIED);
        assertThat(folder.resolve("termination-log")).doesNotExist();

        now = now.plus(PodFarewell.MEMORY).plus(Duration.ofMinutes(1));
        next.storageIsThere();
        next.say(DENIED);
        assertThat(hasEnded()).isTrue();
        assertThat(folder.resolve("termination-log")).exists();
    }

    @Test
    void aServerThatCannotLeaveAMarkGoesOn() {
        new PodFarewell(folder.resolve("termination-log"), folder.resolve("nowhere"), () -> now, ends::release)
                .say(DENIED);
        assertThat(folder.resolve("termination-log")).doesNotExist();
        assertThat(ends.availablePermits()).isZero();
    }
}
