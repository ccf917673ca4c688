package dev.tardigrade.operator.registry.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.operator.registry.model.ReferencedSecrets;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;
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
    void ofALargeOneIsKeptWhoItIsUntilItIsSmall() {
        store.put("shop/access", secret("x".repeat((ReferencedSecrets.LARGEST_KIB << 10) + 1)));

        assertThat(store.isTooLarge()).isTrue();
        assertThat(store.values()).singleElement().satisfies(kept -> {
            assertThat(kept.getMetadata().getName()).isEqualTo("access");
            assertThat(kept.getData()).isEmpty();
        });

        store.put("shop/access", secret("eA=="));

        assertThat(store.isTooLarge()).isFalse();
        assertThat(store.values()).extracting(Secret::getData).containsExactly(Map.of("grant", "eA=="));
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
