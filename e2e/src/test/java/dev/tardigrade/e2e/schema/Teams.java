package dev.tardigrade.e2e.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.apiserver.OperatorProcess;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.TestNamespace;
import dev.tardigrade.e2e.fleet.Audit;
import dev.tardigrade.e2e.fleet.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Registries that walk through the schema, and others that stay as they are. */
final class Teams implements AutoCloseable {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration QUIET = Duration.ofSeconds(3);

    /** Of each Registry, in which nothing is to be written. */
    private static final int PASSES = 10;

    /** What other specs have one by one, at a time: all Secrets that there are, and all that is renewed. */
    private static final String WHOLE = """
            replicas: 2
            storage: {storj: {accessGrantSecretRef: {name: storj-access}, gateway: {mode: Dedicated, replicas: 2}}}
            auth:
              htpasswdSecretRef: {name: users}
              anonymousPull: true
              robots: [{name: ci, actions: [pull, push]}]
              serviceAccounts: {}
              policies: [{who: ['serviceaccount:a/b'], repositories: [team/**], actions: [pull]}]
            upstreams: [{name: hub, url: 'https://registry-1.docker.io', prefix: docker.io, credentialsSecretRef: {name: hub}}]
            notifications: [{name: a, url: 'https://a.example.org/', headersSecretRef: {name: more}}]
            env: [{name: A, secretKeyRef: {name: extra, key: token}}]
            exposure:
            - {name: in, type: ClusterIP, tls: {secretRef: {name: cert}}}
            - {name: nodes, type: NodePort}
            monitoring: {serviceMonitor: Enabled}
            """;

    private final List<Team> walkers;
    private final Map<String, Team> others = new HashMap<>();

    private Teams(List<Team> walkers) {
        this.walkers = List.copyOf(walkers);
    }

    /** A walker for each of the stretches; and another Registry for each spec that they come back to. */
    static Teams of(Cluster cluster, List<List<Field>> stretches) {
        Teams teams = new Teams(stretches.stream().map(_ -> Team.of(cluster)).toList());
        Stream.concat(stretches.stream().flatMap(List::stream).map(Field::without), Stream.of(WHOLE))
                .forEach(spec -> teams.others.computeIfAbsent(spec, _ -> Team.of(cluster)));
        return teams;
    }

    void begin() {
        others.forEach((spec, team) -> team.begin(spec));
    }

    Team walker(int number) {
        return walkers.get(number);
    }

    Team fresh(Field field) {
        return Objects.requireNonNull(others.get(field.without()));
    }

    List<TestNamespace> namespaces() {
        return all().map(team -> team.registry().namespace()).toList();
    }

    /** Waits until the operator has done all that there is to do. */
    void awaitQuiet(Audit audit) {
        int[] last = {-1};
        await().pollInterval(QUIET).atMost(SOON).until(() -> {
            int before = last[0];
            last[0] = audit.writes().size();
            return last[0] == before;
        });
    }

    /**
     * Of an operator that looks at each Registry each second. What is said of one that is not ready may change with time alone, and the number of
     * servers of one that has just had an autoscaler.
     */
    void assertNothingIsWrittenBy(OperatorProcess operator, Audit audit) {
        int before = audit.writes().size();
        Set<String> steady = others.values().stream()
                .filter(Teams::isReady)
                .map(team -> team.registry().namespace().name())
                .collect(Collectors.toSet());
        assertThat(steady).hasSizeGreaterThan(10);
        await().atMost(SOON).until(() -> Usage.of(operator).passes() > (long) PASSES * all().count());

        Set<String> ours = namespaces().stream().map(TestNamespace::name).collect(Collectors.toSet());
        assertThat(new ArrayList<>(audit.writes())
                        .subList(before, audit.writes().size()))
                .filteredOn(write ->
                        steady.contains(write.namespace()) || (write.isChild() && ours.contains(write.namespace())))
                .isEmpty();
    }

    private static boolean isReady(Team team) {
        return team.registry()
                .condition("Ready")
                .filter(ready -> ready.status().equals("True"))
                .isPresent();
    }

    private Stream<Team> all() {
        return Stream.concat(walkers.stream(), others.values().stream());
    }

    @Override
    public void close() {
        all().forEach(Team::close);
    }
}
