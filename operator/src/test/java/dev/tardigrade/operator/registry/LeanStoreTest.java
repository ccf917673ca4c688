package dev.tardigrade.operator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.operator.registry.objects.secret.KeysSecret;
import dev.tardigrade.operator.vocabulary.Annotations;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class LeanStoreTest {

    private static final String FIELDS =
            "{\"f:metadata\":{\"f:labels\":{\"f:app\":{}}},\"f:data\":{\"f:a\":{},\"f:b\":{}}}";

    @Test
    void whoManagesWhichFieldsIsKeptOnceForAll() {
        var store = new LeanStore<ConfigMap>(_ -> true, _ -> {});
        store.put("shop/one", map("one"));
        store.put("shop/two", map("two"));

        assertThat(data(store.get("shop/one"))).isSameAs(data(store.get("shop/two")));
    }

    @Test
    void nothingOfItIsLost() {
        var store = new LeanStore<ConfigMap>(_ -> true, _ -> {});
        store.put("shop/one", map("one"));

        assertThat(store.get("shop/one")).isEqualTo(map("one"));
    }

    @Test
    void ofPodsItIsNotKept() {
        var store = new LeanStore<Pod>(_ -> true, _ -> {});
        store.put("shop/pod", new PodBuilder().withMetadata(metadata("pod")).build());

        assertThat(store.get("shop/pod").getMetadata().getManagedFields()).isEmpty();
    }

    @Test
    void ofPodsIsKeptWhatIsLookedAt() {
        var store = new LeanStore<Pod>(_ -> true, _ -> {});
        var reference = KeysSecret.variable("STORJ_ACCESS", "team-a-gateway", "access");
        store.put(
                "shop/pod",
                new PodBuilder()
                        .withNewMetadata()
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

        var kept = store.get("shop/pod");
        assertThat(kept.getMetadata().getAnnotations()).containsOnlyKeys(Annotations.CONFIGURATION_HASH);
        assertThat(kept.getSpec().getContainers().getFirst().getEnv()).containsExactly(reference);
        assertThat(kept.getSpec().getContainers().getFirst().getArgs()).isEmpty();
    }

    @Test
    void whatIsNotOursIsNotKeptAlsoWhereItWasOurs() {
        var ours = new AtomicBoolean(true);
        List<HasMetadata> told = new ArrayList<>();
        var store = new LeanStore<ConfigMap>(_ -> ours.get(), told::add);
        store.put("shop/one", map("one"));
        ours.set(false);

        assertThat(store.put("shop/one", map("one"))).isEqualTo(map("one"));
        assertThat(store.put("shop/two", map("two"))).isNull();
        assertThat(store.size()).isZero();
        assertThat(told).hasSize(1);
    }

    @Test
    void eachArrivalIsTold() {
        List<HasMetadata> told = new ArrayList<>();
        var store = new LeanStore<ConfigMap>(_ -> true, told::add);
        store.put("shop/one", map("one"));
        store.put("shop/one", map("one"));

        assertThat(told).hasSize(2);
        assertThat(store.getKey(map("one"))).isEqualTo("shop/one");
    }

    private static Object data(ConfigMap map) {
        return map.getMetadata()
                .getManagedFields()
                .getFirst()
                .getFieldsV1()
                .getAdditionalProperties()
                .getOrDefault("f:data", "none");
    }

    private static ConfigMap map(String name) {
        return new ConfigMapBuilder().withMetadata(metadata(name)).build();
    }

    private static ObjectMeta metadata(String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("shop")
                .withManagedFields(new ManagedFieldsEntryBuilder()
                        .withManager("tardigrade-operator")
                        .withFieldsV1(Serialization.unmarshal(FIELDS, FieldsV1.class))
                        .build())
                .build();
    }
}
