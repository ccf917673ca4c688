package dev.tardigrade.operator.registry.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.api.v1alpha1.Registry;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class DeletionTest {

    private static final Instant DELETED = Instant.parse("2026-07-25T10:00:00Z");

    @Test
    void thereIsTimeToMendWhatIsRefused() {
        var registry = new Registry();
        registry.setMetadata(new ObjectMetaBuilder()
                .withDeletionTimestamp(DELETED.toString())
                .build());

        assertThat(Deletion.isOverdue(registry, DELETED.plus(Duration.ofMinutes(5))))
                .isFalse();
        assertThat(Deletion.isOverdue(
                        registry, DELETED.plus(Duration.ofMinutes(5)).plusSeconds(1)))
                .isTrue();
    }

    @Test
    void aFailureOrTwoEndNothing() {
        assertThat(Deletion.isHopeless(2)).isFalse();
        assertThat(Deletion.isHopeless(8)).isTrue();
    }
}
