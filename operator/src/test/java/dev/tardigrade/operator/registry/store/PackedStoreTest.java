package dev.tardigrade.operator.registry.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.operator.registry.objects.secret.KeysSecret;
import dev.tardigrade.operator.vocabulary.Annotations;
import dev.tardigrade.operator.vocabulary.Labels;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

final class PackedStoreTest {

    private static final String FIELDS =
            "{\"f:metadata\":{\"f:labels\":{\"f:app\":{}}},\"f:data\":{\"f:a\":{},\"f:b\":{}}}";
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    @Test
    void nothingIsLostOfWhatIsGotByItsKey() {
        var store = maps(_ -> true, _ -> {});
        store.put("shop/one", map("one", "1"));
        store.put("shop/two", map("two", "2"));

        assertThat(store.get("shop/one")).isEqualTo(map("one", "1"));
        assertThat(store.get("shop/two")).isEqualTo(map("two", "2"));
        assertThat(store.get("shop/three")).isNull();
    }

    @Test
    void allOthersAreToldWhoItIs() {
        var store = maps(_ -> true, _ -> {});
        store.put("shop/one", map("one", "1"));

        assertThat(store.keySet()).containsExactly("shop/one");
        assertThat(store.values()).containsExactly(who("one", "1"));
        assertThat(store.put("shop/one", map("one", "2"))).isEqualTo(who("one", "1"));
        assertThat(store.remove("shop/one")).isEqualTo(who("one", "2"));
        assertThat(store.remove("shop/one")).isNull();
        assertThat(store.size()).isZero();
    }

    @Test
    void ofPodsIsKeptWhatIsLookedAt() {
        var store = new PackedStore<>(Pod.class, JSON, _ -> true, _ -> {});
        var reference = KeysSecret.variable("STORJ_ACCESS", "team-a-gateway", "access");
        store.put(
                "shop/pod",
                new PodBuilder()
                        .withMetadata(metadata("pod", "1"))
                        .editMetadata()
                        .addToAnnotations(Map.of("example.org/long", "x", Annotations.CONFIGURATION_HASH, "h"))
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withArgs("long")
                        .withEnv(
                                reference,
                                new EnvVarBuilder()
                                        .withName("LONG")
                                        .withValue("x")
                                        .build())
                        .endContainer()
                        .endSpec()
                        .build());

        var kept = Objects.requireNonNull(store.get("shop/pod"));
        assertThat(kept.getMetadata().getManagedFields()).isEmpty();
        assertThat(kept.getMetadata().getAnnotations()).containsOnlyKeys(Annotations.CONFIGURATION_HASH);
        assertThat(kept.getSpec().getContainers().getFirst().getEnv()).containsExactly(reference);
        assertThat(kept.getSpec().getContainers().getFirst().getArgs()).isEmpty();
    }

    @Test
    void whatIsNotOursIsNotKeptAlsoWhereItWasOurs() {
        var ours = new AtomicBoolean(true);
        List<HasMetadata> told = new ArrayList<>();
        var store = maps(_ -> ours.get(), told::add);
        store.put("shop/one", map("one", "1"));
        ours.set(false);

        assertThat(store.put("shop/one", map("one", "2"))).isEqualTo(who("one", "1"));
        assertThat(store.put("shop/two", map("two", "1"))).isNull();
        assertThat(store.size()).isZero();
        assertThat(told).hasSize(1);
    }

    @Test
    void whatCameBeforeItsRegistryIsThereOnceThatIs() {
        var ours = new AtomicBoolean(false);
        List<HasMetadata> told = new ArrayList<>();
        var store = maps(_ -> ours.get(), told::add);
        store.put("shop/one", map("one", "1"));
        store.put("shop/two", map("two", "1"));
        store.remove("shop/two");
        assertThat(store.get("shop/one")).isNull();

        ours.set(true);

        assertThat(store.get("shop/one")).isEqualTo(map("one", "1"));
        assertThat(store.get("shop/two")).isNull();
        assertThat(store.keySet()).containsExactly("shop/one");
        assertThat(told).hasSize(1);
    }

    @Test
    void ofWhatIsNotOursTheLastIsKeptForAWhileAndNoMoreThanALittle() {
        var ours = new AtomicBoolean(false);
        var store = maps(_ -> ours.get(), _ -> {});
        store.put("a/first", map("first", "1"));
        store.put("a/large", large("large", "team-a"));
        store.put("a/last", map("last", "1"));

        ours.set(true);

        assertThat(store.get("a/large")).isNull();
        assertThat(store.get("a/first")).isNotNull();
        assertThat(store.get("a/last")).isNotNull();
    }

    @Test
    void oneRegistryHasNoMoreThanAPassCanRead() {
        var store = maps(_ -> true, _ -> {});
        for (int i = 0; i < 20; i++) {
            store.put("a/large-" + i, large("large-" + i, "team-a"));
        }
        assertThat(store.size()).isBetween(5, 10);
        store.put("a/other", large("other", "team-b"));
        assertThat(store.get("a/other")).isNotNull();

        store.remove("a/large-0");
        store.put("a/large-19", large("large-19", "team-a"));
        assertThat(store.get("a/large-19")).isNotNull();
    }

    private static ConfigMap large(String name, String registry) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("a")
                .withLabels(Map.of(Labels.INSTANCE, registry))
                .endMetadata()
                .withData(Map.of("zeros", "0".repeat(900_000)))
                .build();
    }

    @Test
    void theFirstListIsToldByWhoTheyAreAndReadWholeAfterwards() {
        var store = maps(_ -> true, _ -> {});
        store.put("a/one", map("one", "1"));
        assertThat(store.isFullState()).isTrue();
        assertThat(Objects.requireNonNull(store.get("a/one")).getData()).isNullOrEmpty();
        assertThat(Objects.requireNonNull(store.get("a/one")).getMetadata().getResourceVersion())
                .isEqualTo("1");

        assertThat(store.values()).hasSize(1);
        assertThat(Objects.requireNonNull(store.get("a/one")).getData()).containsEntry("a", "1");
        store.put("a/two", map("two", "2"));
        assertThat(Objects.requireNonNull(store.get("a/two")).getData()).containsEntry("a", "1");
    }

    @Test
    void eachArrivalIsTold() {
        List<HasMetadata> told = new ArrayList<>();
        var store = maps(_ -> true, told::add);
        store.put("shop/one", map("one", "1"));
        store.put("shop/one", map("one", "1"));

        assertThat(told).hasSize(2);
        assertThat(store.getKey(map("one", "1"))).isEqualTo("shop/one");
    }

    private static PackedStore<ConfigMap> maps(Predicate<ConfigMap> ours, Consumer<HasMetadata> arrived) {
        return new PackedStore<>(ConfigMap.class, JSON, ours, arrived);
    }

    private static ConfigMap map(String name, String version) {
        return new ConfigMapBuilder()
                .withMetadata(metadata(name, version))
                .addToData("a", "1")
                .build();
    }

    /** All that the store tells without being asked for one object. */
    private static ConfigMap who(String name, String version) {
        var whole = metadata(name, version);
        whole.setManagedFields(List.of());
        return new ConfigMapBuilder().withMetadata(whole).build();
    }

    private static ObjectMeta metadata(String name, String version) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("shop")
                .withUid("uid-of-" + name)
                .withResourceVersion(version)
                .addToLabels("app", name)
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withName("team-a")
                        .withUid("owner")
                        .withController(true)
                        .build())
                .withManagedFields(new ManagedFieldsEntryBuilder()
                        .withManager("tardigrade-operator")
                        .withFieldsV1(JSON.unmarshal(FIELDS, FieldsV1.class))
                        .build())
                .build();
    }
}
