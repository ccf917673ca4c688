package dev.tardigrade.operator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import dev.tardigrade.operator.vocabulary.Labels;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BelongingsTest {

    private final Belongings belongings = new Belongings();

    @BeforeEach
    void oneRegistryIsThere() {
        belongings.of(id ->
                Optional.of(registry("team-a", "1")).filter(registry -> id.equals(ResourceID.fromResource(registry))));
    }

    @Test
    void whatTheRegistryControlsIsOurs() {
        assertThat(belongings.test(owned(registry("team-a", "1")))).isTrue();
        assertThat(Belongings.registryOf(owned(registry("team-a", "1"))))
                .containsExactly(new ResourceID("team-a", "shop"));
    }

    @Test
    void labelsAloneMakeNothingOurs() {
        var labelled = map(labelled("team-a-config", "team-a"));

        assertThat(belongings.test(labelled)).isFalse();
        assertThat(Belongings.registryOf(labelled)).isEmpty();
    }

    @Test
    void anOwnerOfAnotherUidOrOneThatIsNotThereMakesNothingOurs() {
        assertThat(belongings.test(owned(registry("team-a", "2")))).isFalse();
        assertThat(belongings.test(owned(registry("team-b", "1")))).isFalse();
    }

    @Test
    void beforeRegistriesAreKnownNothingIsOurs() {
        assertThat(new Belongings().test(owned(registry("team-a", "1")))).isFalse();
    }

    @Test
    void aVolumeHasNoOwnerAndIsKnownByItsName() {
        assertThat(belongings.test(new PersistentVolumeClaimBuilder()
                        .withMetadata(labelled("team-a-data", "team-a"))
                        .build()))
                .isTrue();
        assertThat(belongings.test(new PersistentVolumeClaimBuilder()
                        .withMetadata(labelled("other", "team-a"))
                        .build()))
                .isFalse();
    }

    @Test
    void aPodIsOursByItsController() {
        assertThat(belongings.test(
                        new PodBuilder().withMetadata(labelled("pod", "team-a")).build()))
                .isFalse();
        assertThat(belongings.test(new PodBuilder()
                        .withMetadata(new ObjectMetaBuilder(labelled("pod", "team-a"))
                                .addNewOwnerReference()
                                .withKind("ReplicaSet")
                                .withName("team-a-5d7f")
                                .withController(true)
                                .endOwnerReference()
                                .build())
                        .build()))
                .isTrue();
    }

    private static ConfigMap owned(Registry registry) {
        return map(Metadata.owned(registry, "some"));
    }

    private static ConfigMap map(ObjectMeta metadata) {
        return new ConfigMapBuilder().withMetadata(metadata).build();
    }

    private static ObjectMeta labelled(String name, String instance) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("shop")
                .withLabels(Labels.of(instance))
                .build();
    }

    private static Registry registry(String name, String uid) {
        var registry = new Registry();
        registry.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("shop")
                .withUid(uid)
                .build());
        return registry;
    }
}
