package dev.tardigrade.e2e.beds;

import io.fabric8.kubernetes.client.KubernetesClient;

/** A namespace of one test; its deletion begins at the end of the test and is not waited for. */
public record TestNamespace(String name, KubernetesClient client) implements AutoCloseable {

    @Override
    public void close() {
        client.namespaces().withName(name).delete();
    }

    @Override
    public String toString() {
        return name;
    }
}
