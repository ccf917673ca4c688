package dev.tardigrade.operator.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.model.OptionalKind;
import dev.tardigrade.testing.keys.TestPair;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Registry of a scenario with another spec, in a cluster that has all that a spec can name. */
record Variant(Scenario scenario) {

    private static final String USERS = "alice:$2y$05$abcdefghijklmnopqrstuuJ7aBcDeFgHiJkLmNoPqRsTuVwXyZ012\n";

    static Variant of(String base, String fragment) {
        var origin = Scenario.named(base);
        var written = (ObjectNode) Serialization.unmarshal(Serialization.asJson(origin.registry()), JsonNode.class);
        if (!fragment.isEmpty()) {
            var changes = Serialization.unmarshal("---\n" + fragment, JsonNode.class);
            changes.properties()
                    .forEach(change -> ((ObjectNode) written.get("spec")).set(change.getKey(), change.getValue()));
        }
        // the number of the base would contradict an autoscaler
        if (written.get("spec").has("autoscaling")) {
            ((ObjectNode) written.get("spec")).remove("replicas");
        }
        return new Variant(new Scenario(
                origin.folder(),
                Serialization.unmarshal(written.toString(), Registry.class),
                Stream.of(origin.cluster(), secrets(), kinds())
                        .flatMap(List::stream)
                        .toList()));
    }

    /** What is wanted and what is said. */
    String result() {
        return objects() + scenario.report();
    }

    String objects() {
        return scenario.objects().orElse("");
    }

    /** The same when the objects of another variant are there. */
    Variant after(Variant before) {
        var made = before.scenario.plan().wanted().orElse(List.of());
        return new Variant(new Scenario(
                scenario.folder(),
                scenario.registry(),
                Stream.concat(
                                made.stream(),
                                scenario.cluster().stream()
                                        .filter(object -> made.stream().noneMatch(other -> isSame(other, object))))
                        .toList()));
    }

    private static boolean isSame(HasMetadata one, HasMetadata other) {
        return one.getKind().equals(other.getKind())
                && one.getMetadata().getName().equals(other.getMetadata().getName());
    }

    private static List<HasMetadata> secrets() {
        return List.of(
                secret("users", Map.of("htpasswd", USERS, "second", "b" + USERS, "third", "c" + USERS)),
                secret("other-users", Map.of("htpasswd", "d" + USERS)),
                secret("other-keys", Map.of("accessKey", "c", "secretKey", "d")),
                secret("s3-keys", Map.of("accessKey", "a", "secretKey", "b")),
                pair("cert", TestPair.p256()),
                pair("other-cert", TestPair.p521()),
                secret("hub", Map.of("username", "me", "password", "a")),
                secret("other-hub", Map.of("username", "me", "password", "b")),
                secret("extra", Map.of("token", "a", "second", "b")),
                secret("more", Map.of("token", "c")),
                new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("api-server")
                        .withNamespace("shop")
                        .endMetadata()
                        .withData(Map.of(
                                "metadata", "{\"issuer\":\"https://kubernetes.default.svc\"}",
                                "keys", "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"a\",\"n\":\"AQ\",\"e\":\"AQAB\"}]}"))
                        .build());
    }

    private static HasMetadata pair(String name, TestPair pair) {
        return secret(name, Map.of("tls.crt", pair.chain(), "tls.key", pair.key()));
    }

    private static HasMetadata secret(String name, Map<String, String> values) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("shop")
                .endMetadata()
                .withData(values.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> Base64.getEncoder()
                                        .encodeToString(entry.getValue().getBytes(StandardCharsets.UTF_8)))))
                .build();
    }

    private static List<HasMetadata> kinds() {
        return Stream.of(OptionalKind.values())
                .<HasMetadata>map(Variant::definition)
                .toList();
    }

    private static GenericKubernetesResource definition(OptionalKind kind) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion("apiextensions.k8s.io/v1")
                .withKind("CustomResourceDefinition")
                .withNewMetadata()
                .withName(kind.plural() + "." + kind.group())
                .endMetadata()
                .build();
    }
}
