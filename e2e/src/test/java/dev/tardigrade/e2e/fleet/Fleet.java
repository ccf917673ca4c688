package dev.tardigrade.e2e.fleet;

import dev.tardigrade.e2e.apiserver.Specs;
import dev.tardigrade.e2e.apiserver.TestRegistry;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Many Registries on Storj in some namespaces, each with a Secret of its own. */
record Fleet(Cluster cluster, List<TestNamespace> namespaces, int size) implements AutoCloseable {

    /** A namespace of many teams; the objects of one Registry make no list long. */
    private static final int PER_NAMESPACE = 50;

    Fleet {
        namespaces = List.copyOf(namespaces);
    }

    /** Namespaces and Secrets are there, Registries are not yet. */
    static Fleet prepare(Cluster cluster, int size) {
        List<TestNamespace> namespaces = new ArrayList<>();
        for (int i = 0; i < size; i += PER_NAMESPACE) {
            namespaces.add(cluster.newNamespace());
        }
        Fleet fleet = new Fleet(cluster, namespaces, size);
        fleet.each(fleet::makeSecret);
        return fleet;
    }

    /** Makes all Registries at once. */
    void make() {
        each(number -> cluster.client()
                .resource(TestRegistry.manifest(
                        name(number), "storage: {storj: {accessGrantSecretRef: {name: " + secret(number) + "}}}"))
                .inNamespace(namespace(number))
                .create());
    }

    long ready() {
        return registries().filter(Fleet::isReady).count();
    }

    List<Deployment> deployments() {
        return namespaces.stream()
                .flatMap(namespace ->
                        cluster.client().apps().deployments().inNamespace(namespace.name()).list().getItems().stream())
                .toList();
    }

    /** Changes an object of each Registry where the operator has no say, so that it looks at each Registry once more. */
    void touch() {
        each(number -> cluster.client()
                .serviceAccounts()
                .inNamespace(namespace(number))
                .withName(name(number) + "-registry")
                .edit(account -> {
                    account.getMetadata().setAnnotations(Map.of("example.org/touched", "true"));
                    return account;
                }));
    }

    @Override
    public void close() {
        namespaces.forEach(TestNamespace::close);
    }

    private Stream<GenericKubernetesResource> registries() {
        return namespaces.stream()
                .flatMap(namespace -> cluster
                        .client()
                        .genericKubernetesResources(TestRegistry.KIND)
                        .inNamespace(namespace.name())
                        .list()
                        .getItems()
                        .stream());
    }

    private static boolean isReady(GenericKubernetesResource registry) {
        return registry.get("status", "conditions") instanceof List<?> conditions
                && conditions.stream()
                        .anyMatch(condition -> condition instanceof Map<?, ?> fields
                                && "Ready".equals(fields.get("type"))
                                && "True".equals(fields.get("status")));
    }

    private void makeSecret(int number) {
        cluster.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(secret(number))
                        .withNamespace(namespace(number))
                        .endMetadata()
                        .withData(Map.of(
                                "accessGrant",
                                Base64.getEncoder().encodeToString(Specs.grant().getBytes(StandardCharsets.UTF_8))))
                        .build())
                .create();
    }

    private void each(Consumer<Integer> action) {
        IntStream.range(0, size).parallel().forEach(action::accept);
    }

    private String namespace(int number) {
        return namespaces.get(number / PER_NAMESPACE).name();
    }

    private static String name(int number) {
        return "team-%04d".formatted(number);
    }

    private static String secret(int number) {
        return "grant-%04d".formatted(number);
    }
}
