package dev.tardigrade.e2e.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A Registry of a test's namespace, written and read as a user does. */
public record TestRegistry(TestNamespace namespace, String name) {

    static final String NAME = "team-a";

    public static final ResourceDefinitionContext KIND = new ResourceDefinitionContext.Builder()
            .withGroup("tardigrade.dev")
            .withVersion("v1alpha1")
            .withKind("Registry")
            .withPlural("registries")
            .withNamespaced(true)
            .build();
    private static final Duration TOLD_WITHIN = Duration.ofMinutes(2);

    /** A condition of the status. */
    public record Condition(String status, String reason, String message, String since) {}

    /** The usual one, {@code team-a}. */
    public TestRegistry(TestNamespace namespace) {
        this(namespace, NAME);
    }

    public void apply(String specYaml) {
        client().resource(manifest(name, specYaml))
                .inNamespace(namespace.name())
                .forceConflicts()
                .serverSideApply();
    }

    /**
     * Makes the spec this one, whoever writes the status meanwhile. Where it is applied instead, a map whose last field goes becomes null, which is
     * refused.
     */
    public void replaceSpec(String specYaml) {
        resource()
                .patch(
                        PatchContext.of(PatchType.JSON),
                        Serialization.asJson(List.of(Map.of(
                                "op",
                                "replace",
                                "path",
                                "/spec",
                                "value",
                                Serialization.unmarshal(specYaml, Map.class)))));
    }

    public static GenericKubernetesResource manifest(String name, String specYaml) {
        GenericKubernetesResource registry = new GenericKubernetesResource();
        registry.setApiVersion("tardigrade.dev/v1alpha1");
        registry.setKind("Registry");
        registry.setMetadata(new ObjectMetaBuilder().withName(name).build());
        registry.setAdditionalProperty("spec", Serialization.unmarshal(specYaml, Map.class));
        return registry;
    }

    public GenericKubernetesResource get() {
        return resource().get();
    }

    void annotate(String key, String value) {
        resource().edit(registry -> {
            registry.getMetadata().getAnnotations().put(key, value);
            return registry;
        });
    }

    void delete() {
        beginToDelete();
        awaitEnd();
    }

    public void beginToDelete() {
        resource().delete();
    }

    /** Waits until it is gone, whatever had to be done before. */
    void awaitEnd() {
        await().atMost(Duration.ofMinutes(4)).until(() -> resource().get() == null);
    }

    /** Makes the Secret of this name have this key and no other. */
    public void putSecret(String name, String key, String value) {
        putSecret(name, Map.of(key, value));
    }

    /** Makes the Secret of this name have these values and no others. */
    public void putSecret(String name, Map<String, String> values) {
        client().resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace.name())
                        .endMetadata()
                        .withData(values.entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey,
                                        entry -> Base64.getEncoder()
                                                .encodeToString(entry.getValue().getBytes(StandardCharsets.UTF_8)))))
                        .build())
                .forceConflicts()
                .serverSideApply();
    }

    public Optional<Condition> condition(String type) {
        if (get() == null || !(get().get("status", "conditions") instanceof List<?> conditions)) {
            return Optional.empty();
        }
        return conditions.stream()
                .map(Map.class::cast)
                .filter(condition -> type.equals(condition.get("type")))
                .map(condition -> new Condition(
                        String.valueOf(condition.get("status")),
                        String.valueOf(condition.get("reason")),
                        String.valueOf(condition.get("message")),
                        String.valueOf(condition.get("lastTransitionTime"))))
                .findFirst();
    }

    /** Waits until the condition has this status and reason. */
    public Condition awaitCondition(String type, String status, String reason) {
        await().atMost(TOLD_WITHIN)
                .untilAsserted(() -> assertThat(condition(type))
                        .as("%s of %s", type, get() == null ? null : get().get("status"))
                        .hasValueSatisfying(condition -> {
                            assertThat(condition.status()).isEqualTo(status);
                            assertThat(condition.reason()).isEqualTo(reason);
                        }));
        return condition(type).orElseThrow();
    }

    /** How many Registries the cluster has. */
    static int all(KubernetesClient client) {
        return client.genericKubernetesResources(KIND)
                .inAnyNamespace()
                .list()
                .getItems()
                .size();
    }

    KubernetesClient client() {
        return namespace.client();
    }

    private Resource<GenericKubernetesResource> resource() {
        return client().genericKubernetesResources(KIND)
                .inNamespace(namespace.name())
                .withName(name);
    }
}
