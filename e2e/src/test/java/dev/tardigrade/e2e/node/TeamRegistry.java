package dev.tardigrade.e2e.node;

import dev.tardigrade.e2e.beds.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Registry {@code team-a} of a test's namespace, written as a user writes it and read as a user reads it. */
record TeamRegistry(TestNamespace namespace) {

    private static final ResourceDefinitionContext KIND = new ResourceDefinitionContext.Builder()
            .withGroup("tardigrade.dev")
            .withVersion("v1alpha1")
            .withKind("Registry")
            .withPlural("registries")
            .withNamespaced(true)
            .build();
    private static final String NAME = "team-a";
    private static final String SECRET = "storj-access";

    /** A condition of the status. */
    record Condition(String status, String reason, String message) {}

    /** Makes the Secret that the Registry refers to have this key and no other. */
    void putSecret(String key, String value) {
        String encoded = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
        namespace
                .client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(SECRET)
                        .withNamespace(namespace.name())
                        .endMetadata()
                        .withData(Map.of(key, encoded))
                        .build())
                .serverSideApply();
    }

    void apply() {
        apply(Map.of());
    }

    void applyWithBucket(String bucket) {
        apply(Map.of("bucket", Map.of("name", bucket)));
    }

    private void apply(Map<String, Object> more) {
        Map<String, Object> storj = new HashMap<>(more);
        storj.put("accessGrantSecretRef", Map.of("name", SECRET));
        GenericKubernetesResource registry = new GenericKubernetesResource();
        registry.setApiVersion("tardigrade.dev/v1alpha1");
        registry.setKind("Registry");
        registry.setMetadata(new ObjectMetaBuilder().withName(NAME).build());
        registry.setAdditionalProperty("spec", Map.of("storage", Map.of("storj", storj)));
        namespace
                .client()
                .genericKubernetesResources(KIND)
                .inNamespace(namespace.name())
                .resource(registry)
                .create();
    }

    /** A condition as it is now; empty while the operator has not written it. */
    Optional<Condition> condition(String type) {
        GenericKubernetesResource registry = namespace
                .client()
                .genericKubernetesResources(KIND)
                .inNamespace(namespace.name())
                .withName(NAME)
                .get();
        if (registry == null || !(registry.get("status", "conditions") instanceof List<?> conditions)) {
            return Optional.empty();
        }
        return conditions.stream()
                .map(Map.class::cast)
                .filter(condition -> type.equals(condition.get("type")))
                .map(condition -> new Condition(
                        String.valueOf(condition.get("status")),
                        String.valueOf(condition.get("reason")),
                        String.valueOf(condition.get("message"))))
                .findFirst();
    }
}
