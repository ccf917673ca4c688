package dev.tardigrade.operator.registry.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.api.v1alpha1.Registry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.api.Test;

final class RegistryStoreTest {

    @Test
    void whatMayBeLongAndIsNotLookedAtIsNotKept() {
        var registry = new Registry();
        registry.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName("team-a")
                .withFinalizers("tardigrade.dev/images")
                .addToAnnotations("kubectl.kubernetes.io/last-applied-configuration", "x".repeat(1000))
                .withManagedFields(
                        new ManagedFieldsEntryBuilder().withManager("kubectl").build())
                .build());
        var store = new RegistryStore();
        store.put("shop/team-a", registry);

        var kept = store.get("shop/team-a").getMetadata();
        assertThat(kept.getName()).isEqualTo("team-a");
        assertThat(kept.getFinalizers()).containsExactly("tardigrade.dev/images");
        assertThat(kept.getAnnotations()).isEmpty();
        assertThat(kept.getManagedFields()).isEmpty();
    }
}
