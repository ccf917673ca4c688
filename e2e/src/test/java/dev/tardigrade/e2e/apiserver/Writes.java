package dev.tardigrade.e2e.apiserver;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.ServiceAccountName;
import dev.tardigrade.e2e.beds.TestNamespace;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** What the operator has written into a namespace, as the API server's audit log tells it. */
public final class Writes {

    private Writes() {}

    /** Each write as {@code verb resource/subresource name}, in order. */
    static List<String> into(String namespace, Cluster cluster) throws IOException {
        return by(OperatorProcess.ACCOUNT, namespace, cluster);
    }

    /** The same, once there have been none for a while. */
    static List<String> settled(TestNamespace namespace, Cluster cluster) throws IOException {
        await().pollInterval(Duration.ofMillis(500))
                .during(Duration.ofSeconds(3))
                .atMost(Duration.ofMinutes(2))
                .until(() -> {
                    List<String> before = into(namespace.name(), cluster);
                    return before.equals(into(namespace.name(), cluster));
                });
        return into(namespace.name(), cluster);
    }

    /** What this account has written into a namespace. */
    public static List<String> by(ServiceAccountName account, String namespace, Cluster cluster) throws IOException {
        String user = "system:serviceaccount:" + account.namespace() + ":" + account.name();
        try (var lines = Files.lines(cluster.auditLog())) {
            return lines.filter(line -> line.contains(user) && line.contains(namespace))
                    .map(line -> Serialization.unmarshal(line, JsonNode.class))
                    .filter(write -> write.at("/user/username").asText().equals(user)
                            && write.at("/objectRef/namespace").asText().equals(namespace))
                    .map(Writes::text)
                    .toList();
        }
    }

    private static String text(JsonNode write) {
        String subresource = write.at("/objectRef/subresource").asText();
        return write.at("/verb").asText() + " "
                + write.at("/objectRef/resource").asText()
                + (subresource.isEmpty() ? "" : "/" + subresource) + " "
                + write.at("/objectRef/name").asText();
    }
}
