package dev.tardigrade.e2e.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.e2e.apiserver.OperatorProcess;
import dev.tardigrade.e2e.apiserver.TestRegistry;
import dev.tardigrade.e2e.beds.Cluster;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What Secrets hold, and all other places, where none of it may be.
 *
 * @param where namespace, name and key of a Secret
 * @param text a line of it
 */
record Secrecy(String where, String text) {

    /** Shorter ones are found anywhere. */
    private static final int SHORTEST = 8;

    /** Of Secrets that hold what anybody may know. */
    private static final List<String> PUBLIC =
            List.of("-cluster-keys/", ".since", "/username", "/tls.crt", "/login-user.");

    /** Of the Secrets of all namespaces, and of all that the operator says or writes. */
    static void assertIsKept(Cluster cluster, OperatorProcess operator) throws IOException {
        KubernetesClient client = cluster.client();
        List<Secrecy> secrets = client.secrets().inAnyNamespace().list().getItems().stream()
                .flatMap(Secrecy::of)
                .toList();
        assertThat(secrets).hasSizeGreaterThan(100);
        List<String> said = Stream.concat(
                        Stream.of(operator.log(), operator.metrics()),
                        Stream.of(
                                        client.genericKubernetesResources(TestRegistry.KIND),
                                        client.configMaps(),
                                        client.apps().deployments(),
                                        client.pods(),
                                        client.serviceAccounts(),
                                        client.network().ingresses(),
                                        client.v1().events())
                                .map(kind -> Serialization.asJson(
                                        kind.inAnyNamespace().list())))
                .toList();
        assertThat(secrets.stream()
                        .filter(secret -> said.stream().anyMatch(text -> text.contains(secret.text)))
                        .map(Secrecy::where))
                .isEmpty();
    }

    private static Stream<Secrecy> of(Secret secret) {
        String name =
                secret.getMetadata().getNamespace() + "/" + secret.getMetadata().getName() + "/";
        return secret.getData().entrySet().stream()
                .filter(entry -> PUBLIC.stream().noneMatch((name + entry.getKey())::contains))
                .flatMap(entry -> texts(entry).map(text -> new Secrecy(name + entry.getKey(), text)))
                .filter(part -> part.text.length() >= SHORTEST && !part.text.startsWith("-----"));
    }

    /** As it is, and as Secrets have it. */
    private static Stream<String> texts(Map.Entry<String, String> entry) {
        String decoded = new String(Base64.getDecoder().decode(entry.getValue()), StandardCharsets.UTF_8);
        return Stream.concat(Stream.of(entry.getValue()), decoded.lines().map(String::strip));
    }
}
