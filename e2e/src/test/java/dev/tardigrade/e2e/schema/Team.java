package dev.tardigrade.e2e.schema;

import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.apiserver.Specs;
import dev.tardigrade.e2e.apiserver.TestRegistry;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.crash.EndState;
import dev.tardigrade.testing.keys.TestPair;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A Registry in a namespace that has all that the specs of {@link Field} name, as every other has. */
record Team(TestRegistry registry) implements AutoCloseable {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String USERS = "alice:$2y$05$abcdefghijklmnopqrstuuJ7aBcDeFgHiJkLmNoPqRsTuVwXyZ012\n";

    static Team of(Cluster cluster) {
        Team team = new Team(new TestRegistry(cluster.newNamespace()));
        team.putSecrets();
        return team;
    }

    /** Writes the spec, and waits until the operator has carried it out, as far as it can. */
    void become(String spec) {
        begin(spec);
        await().pollInterval(Duration.ofMillis(100)).atMost(SOON).until(this::isObserved);
    }

    void begin(String spec) {
        if (registry.get() == null) {
            registry.apply(spec);
        } else {
            registry.replaceSpec(spec);
        }
    }

    /** What was made; beside an autoscaler without the number of servers, which is its own. */
    List<String> objects() {
        List<String> objects = EndState.ofChildren(registry).objects();
        return objects.stream().noneMatch(object -> object.contains("kind: \"HorizontalPodAutoscaler\""))
                ? objects
                : objects.stream()
                        .map(object -> object.replaceFirst("(?m)^  replicas: \\d+$", ""))
                        .toList();
    }

    @Override
    public void close() {
        registry.namespace().close();
    }

    private boolean isObserved() {
        GenericKubernetesResource now = registry.get();
        Number observed = now.get("status", "observedGeneration");
        return observed != null
                && Objects.equals(observed.longValue(), now.getMetadata().getGeneration());
    }

    private void putSecrets() {
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        registry.putSecret("users", Map.of("htpasswd", USERS, "second", "b" + USERS, "third", "c" + USERS));
        registry.putSecret("other-users", "htpasswd", "d" + USERS);
        registry.putSecret("s3-keys", Map.of("accessKey", "a", "secretKey", "b"));
        registry.putSecret("other-keys", Map.of("accessKey", "c", "secretKey", "d"));
        putPair("cert", TestPair.p256());
        putPair("other-cert", TestPair.p521());
        registry.putSecret("hub", Map.of("username", "me", "password", "a"));
        registry.putSecret("other-hub", Map.of("username", "me", "password", "b"));
        registry.putSecret("extra", Map.of("token", "a", "second", "b"));
        registry.putSecret("more", "token", "c");
    }

    private void putPair(String name, TestPair pair) {
        registry.putSecret(name, Map.of("tls.crt", pair.chain(), "tls.key", pair.key()));
    }
}
