package dev.tardigrade.e2e.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.apiserver.OperatorProcess;
import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.CustomResources;
import dev.tardigrade.e2e.fleet.Kubelet;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Walks the schema on a real API server, which merges what is applied by rules of its own. */
@Tag("apiserver")
@ExtendWith(ApiServerExtension.class)
final class FieldsIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    /** Fields that one Registry walks through, at most. */
    private static final int STRETCH = 12;

    /** Registries that walk at a time. */
    private static final int WALKERS = 6;

    @BeforeAll
    static void install(Cluster cluster) {
        OperatorProcess.install(cluster);
        optionalKinds().forEach(crds -> CustomResources.put(cluster, crds));
    }

    @AfterAll
    static void remove(Cluster cluster) {
        optionalKinds().forEach(crds -> CustomResources.remove(cluster, crds));
    }

    private static List<Path> optionalKinds() {
        return List.of(CustomResources.httpRoutes(), CustomResources.CERTIFICATES, CustomResources.MONITORING);
    }

    @Test
    void aFieldThatIsSetAndChangedAndTakenAwayLeavesTheObjectsOfAFreshRegistry(Cluster cluster, @TempDir Path folder)
            throws Exception {
        List<List<Field>> stretches = stretches();
        Map<String, Team> fresh = new HashMap<>();
        List<Team> walkers = stretches.stream().map(_ -> Team.of(cluster)).toList();
        stretches.stream()
                .flatMap(List::stream)
                .forEach(field -> fresh.computeIfAbsent(field.without(), _ -> Team.of(cluster)));
        List<Team> all =
                Stream.concat(walkers.stream(), fresh.values().stream()).toList();
        try (var hands = Executors.newFixedThreadPool(WALKERS);
                Kubelet _ = Kubelet.of(
                        cluster,
                        all.stream().map(team -> team.registry().namespace()).toList());
                OperatorProcess _ =
                        OperatorProcess.start(cluster, OperatorProcess.ACCOUNT, OperatorProcess.alone(), folder)) {
            fresh.forEach((spec, team) -> team.begin(spec));
            List<Callable<Void>> walks = new ArrayList<>();
            for (int i = 0; i < stretches.size(); i++) {
                Team walker = walkers.get(i);
                List<Field> stretch = stretches.get(i);
                walks.add(() -> walk(walker, stretch, fresh));
            }
            for (Future<Void> walk : hands.invokeAll(walks)) {
                walk.get();
            }
        } finally {
            all.forEach(Team::close);
        }
    }

    @Test
    void aFieldThatARuleComparesWithItsFormerValueCannotBeSetAndChangedAndTakenAway(Cluster cluster)
            throws IOException {
        FixedFields fixed = FixedFields.ofTheSchema();
        List<Field> fields = Field.all().stream().filter(fixed::contains).toList();
        assertThat(fields).isNotEmpty();
        for (Field field : fields) {
            try (Team team = Team.of(cluster)) {
                assertThatThrownBy(() -> Stream.of(field.without(), field.one(), field.other(), field.without())
                                .forEach(team::begin))
                        .as(field.path())
                        .isInstanceOf(KubernetesClientException.class)
                        .hasMessageContaining("cannot");
            }
        }
    }

    /** Each can be walked by one Registry. Fields that need the same of the rest of the spec come after each other. */
    private static List<List<Field>> stretches() throws IOException {
        FixedFields fixed = FixedFields.ofTheSchema();
        List<List<Field>> stretches = new ArrayList<>();
        Field.all().stream()
                .filter(field -> !fixed.contains(field))
                .sorted(Comparator.comparing(Field::without))
                .collect(Collectors.groupingBy(Field::storage))
                .values()
                .forEach(fields -> {
                    for (int from = 0; from < fields.size(); from += STRETCH) {
                        stretches.add(fields.subList(from, Math.min(from + STRETCH, fields.size())));
                    }
                });
        return stretches;
    }

    private static Void walk(Team team, List<Field> fields, Map<String, Team> fresh) {
        for (Field field : fields) {
            Team unchanged = Objects.requireNonNull(fresh.get(field.without()));
            team.become(field.without());
            team.become(field.one());
            team.become(field.other());
            team.become(field.without());
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(team.objects()).as(field.path()).containsExactlyElementsOf(unchanged.objects()));
        }
        return null;
    }
}
