package dev.tardigrade.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.Node;
import dev.tardigrade.e2e.beds.NodeExtension;
import dev.tardigrade.e2e.beds.StorjNetwork;
import dev.tardigrade.e2e.beds.TestNamespace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Grants that end after minutes, and the keys beside them, are renewed on a real network while clients push and pull. In a tier of its own, which
 * does not pass yet: of 5440 and 5716 requests over HTTP/2, 3 and 1 were reset as a server ended.
 */
@Tag("rotation")
@ExtendWith(NodeExtension.class)
final class RotationIT {

    private static final int RENEWALS = 3;
    private static final Duration INTERVAL = Duration.ofSeconds(75);

    @BeforeAll
    static void install(Node node, @TempDir Path folder) {
        Product.install(node, folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sidecar", "Dedicated"})
    void renewalsFailNoRequest(String mode, TestNamespace namespace, StorjNetwork storj) {
        TeamRegistry registry = new TeamRegistry(namespace);
        registry.putSecret("accessGrant", storj.grant());
        registry.applySpec(Map.of(
                "replicas",
                2,
                "storage",
                Map.of(
                        "storj",
                        Map.of(
                                "accessGrantSecretRef",
                                Map.of("name", TeamRegistry.SECRET),
                                "gateway",
                                Map.of("mode", mode))),
                "credentials",
                Map.of("rotation", Map.of("interval", INTERVAL.toSeconds() + "s", "overlap", "120s"))));
        registry.awaitReady();
        Instant firstEnd = Instant.parse(registry.status("credentials", "notAfter"));
        Set<String> rotations = new LinkedHashSet<>();
        List<String> failures;
        int requests;
        try (Traffic traffic = Traffic.to(registry.inside())) {
            await().atMost(INTERVAL.multipliedBy(RENEWALS + 3))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        rotations.add(registry.status("credentials", "lastRotation"));
                        return rotations.size() > RENEWALS
                                && Instant.now().isAfter(firstEnd)
                                && registry.condition("CredentialsReady")
                                        .filter(condition -> condition.status().equals("True"))
                                        .isPresent();
                    });
            traffic.end();
            failures = traffic.failures();
            requests = traffic.requests();
        }

        assertThat(failures).as("of %d requests", requests).isEmpty();
        assertThat(requests).isGreaterThan(200);
        await("Secrets of before are gone")
                .atMost(INTERVAL.multipliedBy(2))
                .until(() -> registry.gatewaySecrets().size() == 1);
        registry.delete();
    }
}
