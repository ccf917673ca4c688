package dev.tardigrade.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.Node;
import dev.tardigrade.e2e.beds.NodeExtension;
import dev.tardigrade.e2e.beds.StorjFaults.Limit;
import dev.tardigrade.e2e.beds.StorjNetwork;
import dev.tardigrade.e2e.beds.TestNamespace;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Grants that end after minutes, and the keys beside them, are renewed on a real network while clients push and pull. In a tier of its own: it takes
 * long, and on a machine so busy that all servers take longer to be replaced than half of the life of a grant, what they have ends.
 */
@Tag("rotation")
@ExtendWith(NodeExtension.class)
final class RotationIT {

    private static final PrintStream OUT = System.out;

    private static final int RENEWALS = 3;

    private static final Duration INTERVAL = Duration.ofSeconds(90);
    private static final Duration OVERLAP = Duration.ofMinutes(3);

    /** A free project has 10 000, which the images pushed here go beyond. */
    private static final String SEGMENTS = "1000000";

    @BeforeAll
    static void install(Node node, @TempDir Path folder) {
        Product.install(node, folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sidecar", "Dedicated"})
    void renewalsFailNoRequest(String mode, TestNamespace namespace, StorjNetwork storj) {
        storj.faults().limit(Limit.SEGMENTS, SEGMENTS);
        TeamRegistry registry = new TeamRegistry(namespace);
        registry.putSecret("accessGrant", storj.grant());
        registry.applySpec(spec(mode, Map.of()));
        registry.awaitReady();
        registry.applySpec(
                spec(mode, Map.of("interval", INTERVAL.toSeconds() + "s", "overlap", OVERLAP.toSeconds() + "s")));
        Renewals renewals = new Renewals(registry);
        List<String> failures;
        int requests;
        try (Traffic traffic = Traffic.to(registry.inside())) {
            await().atMost(INTERVAL.multipliedBy(2 * RENEWALS))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> renewals.count() >= RENEWALS && renewals.haveOutlivedOne());
            traffic.end();
            failures = traffic.failures();
            requests = traffic.requests();
        }

        OUT.printf("%s: %d renewals, %d requests, %d failed%n", mode, renewals.count(), requests, failures.size());
        assertThat(failures).as("of %d requests", requests).isEmpty();
        assertThat(requests).isGreaterThan(200);
        assertThat(registry.gatewaySecrets()).doesNotContainAnyElementsOf(renewals.secretsBefore());
        registry.delete();
    }

    private static Map<String, Object> spec(String mode, Map<String, Object> rotation) {
        Map<String, Object> storj =
                Map.of("accessGrantSecretRef", Map.of("name", TeamRegistry.SECRET), "gateway", Map.of("mode", mode));
        return Map.of("replicas", 2, "storage", Map.of("storj", storj), "credentials", Map.of("rotation", rotation));
    }

    /** What the status tells of grants, from the first that is not to last for long. */
    private static final class Renewals {

        private final TeamRegistry registry;
        private final String before;
        private final List<String> secretsBefore;
        private final SortedSet<Instant> ends = new TreeSet<>();

        Renewals(TeamRegistry registry) {
            this.registry = registry;
            this.before = end();
            this.secretsBefore = registry.gatewaySecrets();
        }

        private String end() {
            return registry.status("credentials", "notAfter");
        }

        List<String> secretsBefore() {
            return secretsBefore;
        }

        int count() {
            String now = end();
            if (!now.equals(before)) {
                ends.add(Instant.parse(now));
            }
            return ends.size();
        }

        /** Whether one that was in use has ended meanwhile. */
        boolean haveOutlivedOne() {
            return Instant.now().isAfter(ends.first());
        }
    }
}
