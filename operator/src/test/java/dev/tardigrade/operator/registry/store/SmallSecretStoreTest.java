package dev.tardigrade.operator.registry.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.operator.registry.model.ReferencedSecrets;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SmallSecretStoreTest {

    private final SmallSecretStore store = new SmallSecretStore();

    @Test
    void ofASmallOneItsValuesAreKeptAndNotWhatElseMayBeLong() {
        store.put("shop/access", secret("x".repeat(ReferencedSecrets.LARGEST_KIB << 10)));

        assertThat(store.isTooLarge()).isFalse();
        assertThat(store.values()).singleElement().satisfies(kept -> {
            assertThat(kept.getData()).containsOnlyKeys("grant");
            assertThat(kept.getMetadata().getAnnotations()).isEmpty();
        });
    }

    @Test
    void ofALargeOneIsKeptWhatTellsWhetherItHasChangedUntilItIsSmall() {
        var large = "x".repeat(ReferencedSecrets.LARGEST_KIB << 10);
        store.put("shop/access", secret(large + "1"));

        assertThat(store.isTooLarge()).isTrue();
        var before = store.values().findFirst().orElseThrow();
        assertThat(before.getMetadata().getName()).isEqualTo("access");
        assertThat(before.getData().get("grant")).hasSizeLessThan(100);
        store.put("shop/access", secret(large + "2"));
        assertThat(store.values().findFirst().orElseThrow().getData()).isNotEqualTo(before.getData());
        store.put("shop/access", secret(large + "1"));
        assertThat(store.values().findFirst().orElseThrow().getData()).isEqualTo(before.getData());

        store.put("shop/access", secret("eA=="));

        assertThat(store.isTooLarge()).isFalse();
        assertThat(store.values()).extracting(Secret::getData).containsExactly(Map.of("grant", "eA=="));
    }

    @Test
    void ofALargeOneOfManyKeysNotAllAreKept() {
        var data = IntStream.range(0, 10_000)
                .boxed()
                .collect(Collectors.toMap(number -> "key-" + number, _ -> "eHh4eHh4eHh4eHh4eHh4"));
        store.put(
                "shop/access", new SecretBuilder(secret("eA==")).withData(data).build());

        assertThat(store.isTooLarge()).isTrue();
        assertThat(store.values().findFirst().orElseThrow().getData()).hasSizeBetween(1, 1000);
    }

    private static Secret secret(String value) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("access")
                .addToAnnotations("kubectl.kubernetes.io/last-applied-configuration", value)
                .endMetadata()
                .addToData("grant", value)
                .build();
    }
}
