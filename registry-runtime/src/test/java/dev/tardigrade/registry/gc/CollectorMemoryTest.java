package dev.tardigrade.registry.gc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.lease.LeaseTerms;
import dev.tardigrade.registry.lease.Pace;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class CollectorMemoryTest {

    private static final int IMAGES = 8_000;

    private static CollectionRules rules() {
        return new CollectionRules(Duration.ofHours(2), false, 1_000_000, LeaseTerms.DEFAULT);
    }

    private static Pass collect(int images, CollectionRules rules) {
        return new Collector(
                        new PlantedBucket(images),
                        PlantedBucket.LAYOUT,
                        rules,
                        Pace.steady(Clock.systemUTC()),
                        UUID::randomUUID)
                .run();
    }

    /** What the test below runs with a small heap. */
    public static void main(String[] arguments) {
        System.out.print(collect(IMAGES, rules()).marked());
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void aHundredAndFiftyThousandObjectsAreJudgedInAHeapOfFortyEightMebibytes() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CollectorMemoryTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                    .isEqualTo(Integer.toString(IMAGES / 100));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aBucketThatIsTooLargeEndsThePassAndNotTheProcess() {
        CollectionRules rules = rules().withMemory(1 << 20);
        assertThat(collect(500, rules).marked()).isEqualTo(5);
        assertThatThrownBy(() -> collect(IMAGES, rules))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        thrown -> assertThat(thrown.failure())
                                .isInstanceOfSatisfying(
                                        Failure.TooLarge.class,
                                        failure -> assertThat(failure.message())
                                                .contains(
                                                        "more objects than garbage collection has room for in 786432 bytes")));
    }
}
