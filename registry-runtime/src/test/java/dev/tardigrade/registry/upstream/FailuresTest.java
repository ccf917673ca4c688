package dev.tardigrade.registry.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FailuresTest {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Failures<String> failures = new Failures<>(Duration.ofHours(1));

    private void fail(String key, Failure failure) {
        assertThatThrownBy(() -> failures.run(key, () -> {
                    throw new RegistryException(failure);
                }))
                .isInstanceOf(RegistryException.class);
    }

    @Test
    void whatAnUpstreamHasFailedWithIsToldAgain() {
        Failure away = new Failure.UpstreamUnavailable("away", RETRY);
        List<Failure> all =
                List.of(away, new Failure.ManifestUnknown("not there"), new Failure.BlobUnknown("not there"));
        for (Failure failure : all) {
            String key = failure.getClass().getSimpleName();
            fail(key, failure);
            assertThatThrownBy(() -> failures.run(key, () -> "asked again"))
                    .isInstanceOfSatisfying(
                            RegistryException.class,
                            e -> assertThat(e.failure()).isEqualTo(failure));
            assertThat(failures.has(key)).isEqualTo(failure.equals(away));
        }
    }

    @Test
    void whatHadNoRoomHereIsTriedAgain() {
        fail("full", new Failure.Overloaded("too many uploads are open", RETRY));
        assertThat(failures.has("full")).isFalse();
        assertThat(failures.run("full", () -> "asked again")).isEqualTo("asked again");
    }
}
