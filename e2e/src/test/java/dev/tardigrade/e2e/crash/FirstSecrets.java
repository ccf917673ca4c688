package dev.tardigrade.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.e2e.apiserver.TestRegistry;
import dev.tardigrade.e2e.beds.Cluster;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What each Secret of the operator had in it when it was made first. What is random is to be drawn once. */
final class FirstSecrets implements AutoCloseable {

    private static final Map<String, String> OURS = Map.of("app.kubernetes.io/managed-by", "tardigrade-operator");

    private final Map<String, Map<String, String>> first = new ConcurrentHashMap<>();
    private final SharedIndexInformer<Secret> informer;

    private FirstSecrets(Cluster cluster) {
        informer = cluster.client().secrets().inAnyNamespace().withLabels(OURS).inform(new Made());
    }

    /** From now on, in all namespaces. */
    static FirstSecrets of(Cluster cluster) {
        return new FirstSecrets(cluster);
    }

    /** That those of this Registry are still the same. */
    void assertAreKept(TestRegistry registry) {
        String namespace = registry.namespace().name();
        var now = registry.namespace()
                .client()
                .secrets()
                .inNamespace(namespace)
                .withLabels(OURS)
                .list()
                .getItems();
        assertThat(now).hasSizeGreaterThan(2);
        assertThat(now).allSatisfy(secret -> assertThat(secret.getData()).isEqualTo(first.get(key(secret))));
    }

    @Override
    public void close() {
        informer.close();
    }

    private static String key(Secret secret) {
        return secret.getMetadata().getNamespace() + "/" + secret.getMetadata().getName();
    }

    private final class Made implements ResourceEventHandler<Secret> {

        @Override
        public void onAdd(Secret secret) {
            first.putIfAbsent(key(secret), secret.getData());
        }

        @Override
        public void onUpdate(Secret before, Secret after) {}

        @Override
        public void onDelete(Secret secret, boolean unknown) {}
    }
}
