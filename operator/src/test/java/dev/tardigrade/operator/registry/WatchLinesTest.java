package dev.tardigrade.operator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WatchLinesTest {

    @Test
    void aClientCarriesSoManyWatchesAndRoomThatIsGivenBackIsUsedAgain() {
        List<KubernetesClient> made = new ArrayList<>();
        try (var lines = new WatchLines(() -> {
            made.add(new KubernetesClientBuilder()
                    .withConfig(new ConfigBuilder().withAutoConfigure(false).build())
                    .build());
            return made.getLast();
        })) {
            var taken = new ArrayList<KubernetesClient>();
            for (int watch = 0; watch < 200; watch++) {
                taken.add(lines.take());
            }
            assertThat(made).hasSize(3);
            assertThat(new HashSet<>(taken)).hasSize(3);

            taken.subList(0, 80).forEach(lines::giveBack);
            for (int watch = 0; watch < 80; watch++) {
                lines.take();
            }
            assertThat(made).hasSize(3);
        }
    }
}
