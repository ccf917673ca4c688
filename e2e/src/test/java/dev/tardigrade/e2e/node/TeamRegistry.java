package dev.tardigrade.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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
    static final String SECRET = "storj-access";
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Duration TOLD_WITHIN = Duration.ofMinutes(1);
    private static final int PORT = 5000;

    /** A condition of the status. */
    record Condition(String status, String reason, String message) {}

    /** Makes the Secret that the Registry refers to have this key and no other. */
    void putSecret(String key, String value) {
        putSecret(Map.of(key, value));
    }

    /** Makes the Secret that the Registry refers to have these values and no others. */
    void putSecret(Map<String, String> values) {
        Map<String, String> encoded = new HashMap<>();
        values.forEach((key, value) ->
                encoded.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        namespace
                .client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(SECRET)
                        .withNamespace(namespace.name())
                        .endMetadata()
                        .withData(encoded)
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
        applySpec(Map.of("storage", Map.of("storj", storj)));
    }

    /** Makes the spec this one, of a Registry that may exist. */
    void applySpec(Map<String, Object> spec) {
        GenericKubernetesResource registry = new GenericKubernetesResource();
        registry.setApiVersion("tardigrade.dev/v1alpha1");
        registry.setKind("Registry");
        registry.setMetadata(new ObjectMetaBuilder().withName(NAME).build());
        registry.setAdditionalProperty("spec", spec);
        namespace
                .client()
                .genericKubernetesResources(KIND)
                .inNamespace(namespace.name())
                .resource(registry)
                .forceConflicts()
                .serverSideApply();
    }

    void delete() {
        resource().delete();
        await().atMost(READY_WITHIN).until(() -> resource().get() == null);
    }

    void awaitReady() {
        await().atMost(READY_WITHIN)
                .untilAsserted(() -> assertThat(condition("Ready"))
                        .hasValueSatisfying(ready -> assertThat(ready.status())
                                .as(ready.reason() + ": " + ready.message())
                                .isEqualTo("True")));
    }

    /** A text of the status; empty where there is none. */
    String status(Object... path) {
        GenericKubernetesResource registry = resource().get();
        Object[] whole = Stream.concat(Stream.of("status"), Stream.of(path)).toArray();
        return registry == null
                ? ""
                : Objects.requireNonNullElse(registry.get(whole), "").toString();
    }

    /** Where the servers are reached inside the cluster. */
    URI inside() {
        return URI.create("http://"
                + namespace
                        .client()
                        .services()
                        .inNamespace(namespace.name())
                        .withName(NAME)
                        .get()
                        .getSpec()
                        .getClusterIP()
                + ":" + PORT);
    }

    /** Waits for the one event of this reason, and returns what it says. */
    String awaitEvent(String reason) {
        await().atMost(TOLD_WITHIN).until(() -> events(reason).size() == 1);
        return events(reason).getFirst();
    }

    private List<String> events(String reason) {
        return namespace.client().v1().events().inNamespace(namespace.name()).list().getItems().stream()
                .filter(event -> reason.equals(event.getReason()))
                .map(event -> event.getMessage())
                .toList();
    }

    /** Names of the Secrets that hold the credentials of a gateway. */
    List<String> gatewaySecrets() {
        return namespace.client().secrets().inNamespace(namespace.name()).list().getItems().stream()
                .map(secret -> secret.getMetadata().getName())
                .filter(name -> name.startsWith(NAME + "-gateway-"))
                .toList();
    }

    private Resource<GenericKubernetesResource> resource() {
        return namespace
                .client()
                .genericKubernetesResources(KIND)
                .inNamespace(namespace.name())
                .withName(NAME);
    }

    /** A condition as it is now; empty while the operator has not written it. */
    Optional<Condition> condition(String type) {
        GenericKubernetesResource registry = resource().get();
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
