package dev.tardigrade.operator.registry.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.operator.registry.model.OptionalKind;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class OrderTest {

    private static final HasMetadata CERTIFICATE = OptionalKind.CERTIFICATE.object(metadata("tls"), Map.of());
    private static final HasMetadata CONFIG =
            new ConfigMapBuilder().withMetadata(metadata("config")).build();
    private static final HasMetadata KEYS =
            new SecretBuilder().withMetadata(metadata("keys")).build();
    private static final HasMetadata FILES =
            new SecretBuilder().withMetadata(metadata("files")).build();
    private static final HasMetadata SERVERS =
            new DeploymentBuilder().withMetadata(metadata("servers")).build();
    private static final HasMetadata SERVICE =
            new ServiceBuilder().withMetadata(metadata("service")).build();
    private static final List<HasMetadata> WANTED = List.of(CERTIFICATE, CONFIG, KEYS, FILES, SERVERS, SERVICE);

    @Test
    void theirOwnOrderIsKept() {
        assertThat(order()).isEqualTo(new Order(WANTED, List.of()));
    }

    @Test
    void whatNoPodNeedsIsLast() {
        assertThat(order(CERTIFICATE))
                .isEqualTo(new Order(List.of(CONFIG, KEYS, FILES, SERVERS, SERVICE), List.of(CERTIFICATE)));
    }

    @Test
    void soIsWhatIsMadeAfterThePods() {
        assertThat(order(SERVICE))
                .isEqualTo(new Order(List.of(CERTIFICATE, CONFIG, KEYS, FILES, SERVERS), List.of(SERVICE)));
        assertThat(order(SERVICE, KEYS))
                .isEqualTo(new Order(List.of(CERTIFICATE, CONFIG, FILES, KEYS, SERVERS), List.of(SERVICE)));
    }

    @Test
    void whatPodsNeedIsBehindTheOthersAndBeforeThePods() {
        assertThat(order(KEYS).first()).containsExactly(CERTIFICATE, CONFIG, FILES, SERVICE, KEYS, SERVERS);
        assertThat(order(SERVERS).first()).containsExactly(CERTIFICATE, CONFIG, KEYS, FILES, SERVICE, SERVERS);
    }

    @Test
    void whatFailedLastIsTriedLast() {
        assertThat(order(FILES, KEYS).first()).containsExactly(CERTIFICATE, CONFIG, SERVICE, FILES, KEYS, SERVERS);
    }

    private static Order order(HasMetadata... slow) {
        return Order.of(WANTED, Stream.of(slow).map(ObjectName::of).toList());
    }

    private static ObjectMeta metadata(String name) {
        return new ObjectMetaBuilder().withNamespace("shop").withName(name).build();
    }
}
