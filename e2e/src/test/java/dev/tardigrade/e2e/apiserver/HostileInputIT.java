package dev.tardigrade.e2e.apiserver;

import static dev.tardigrade.e2e.apiserver.TeamObjects.deployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.TestNamespace;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each trick is refused by the schema, which names the field, or told as a condition; servers that run keep what they have. */
@Tag("apiserver")
@ExtendWith(ApiServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileInputIT {

    private static final String S3 =
            "storage: {s3: {endpoint: 'https://s3.example.org', credentialsSecretRef: {name: s3-keys}}}";

    private Operators operators;

    /** What somebody tries, and what is said of it. */
    record Trick(String tried, String spec, String told) {

        @Override
        public String toString() {
            return tried;
        }
    }

    @BeforeAll
    void start(Cluster cluster, @TempDir Path folder) {
        operators = new Operators(cluster, folder);
    }

    @AfterAll
    void stop() {
        operators.close();
    }

    static Stream<Trick> schema() {
        return Stream.of(
                exposure("a host that is a path", "host: 'a.example.org/x'", "host"),
                exposure("a host with a line break", "host: \"a.example.org\\nEvil: b\"", "host"),
                exposure("a host that is a template", "host: '{{ .Values.host }}.example.org'", "host"),
                exposure("a host for all names", "host: '*.example.org'", "host"),
                exposure("the address of the metadata of clouds as host", "host: 169.254.169.254", "host"),
                exposure("the name of a Service as host", "host: kubernetes.default.svc", "inside the cluster"),
                exposure(
                        "configuration of the Ingress controller",
                        "host: a.example.org, annotations: {nginx.ingress.kubernetes.io/configuration-snippet: x}",
                        "snippets"),
                exposure(
                        "configuration of another Ingress controller",
                        "host: a.example.org, annotations: {nginx.org/server-snippets: x}",
                        "snippets"),
                exposure(
                        "configuration of yet another one",
                        "host: a.example.org, annotations: {haproxy-ingress.github.io/config-backend: x}",
                        "snippets"),
                storage(
                        "a bucket that is none",
                        "bucket: {name: a..b}, credentialsSecretRef: {name: s3-keys}",
                        "bucket.name"),
                new Trick(
                        "an amount that is empty",
                        "resources: {limits: {memory: ''}}\n" + S3,
                        "resources.limits.memory"),
                new Trick(
                        "an amount that takes all memory to write out",
                        "resources: {limits: {memory: '1e100000000'}}\n" + S3,
                        "resources.limits.memory"),
                new Trick(
                        "a weight that is larger than any",
                        "affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 99999999999, preference: {}}]}}\n"
                                + S3,
                        "weight"),
                new Trick(
                        "a gateway without a name",
                        "storage: {storj: {accessGrantSecretRef: {name: a}, gateway: {image: ' '}}}",
                        "gateway.image"),
                storage(
                        "a Secret of another namespace by its path",
                        "credentialsSecretRef: {name: other/keys}",
                        "name"),
                storage(
                        "a Secret of another namespace by a field",
                        "credentialsSecretRef: {name: s3-keys, namespace: kube-system}",
                        "namespace: field not declared"),
                storage("a Secret by a path upwards", "credentialsSecretRef: {name: ../keys}", "name"),
                storage("a prefix upwards", "prefix: ../other, credentialsSecretRef: {name: s3-keys}", "prefix"),
                storage("an absolute prefix", "prefix: /other, credentialsSecretRef: {name: s3-keys}", "prefix"),
                storage(
                        "a bucket with a path",
                        "bucket: {name: images/other}, credentialsSecretRef: {name: s3-keys}",
                        "bucket.name"),
                storage(
                        "a region with a second header",
                        "region: \"a\\r\\nb: c\", credentialsSecretRef: {name: s3-keys}",
                        "region"),
                new Trick(
                        "an endpoint with credentials",
                        S3.replace("https://s3", "https://user:password@s3"),
                        "endpoint"),
                new Trick(
                        "an endpoint that is a file", S3.replace("https://s3.example.org", "file:///etc"), "endpoint"),
                new Trick("an endpoint with a query", S3.replace("s3.example.org", "s3.example.org/?x=y"), "endpoint"),
                new Trick(
                        "a setting of the servers as variable",
                        "env: [{name: REGISTRY_AUTH, value: none}]\n" + S3,
                        "REGISTRY_"),
                new Trick(
                        "labels of another Registry",
                        "podMetadata: {labels: {app.kubernetes.io/instance: b}}\n" + S3,
                        "labels"),
                new Trick(
                        "an annotation that the operator reads",
                        "podMetadata: {annotations: {tardigrade.dev/configuration-hash: x}}\n" + S3,
                        "annotations"),
                new Trick("an image that is a command", "image: 'a:1; rm -rf /'\n" + S3, "image"),
                new Trick("a version that is a path", "version: ../../other\n" + S3, "version"),
                new Trick(
                        "a pull secret of another namespace",
                        "imagePullSecrets: [{name: other/keys}]\n" + S3,
                        "imagePullSecrets"),
                new Trick(
                        "a policy with two users in one word",
                        "auth: {htpasswdSecretRef: {name: users}, policies: [{who: ['user:a,anonymous'], repositories: ['**'], actions: [pull]}]}\n"
                                + S3,
                        "who"),
                new Trick(
                        "a policy for a path upwards",
                        "auth: {htpasswdSecretRef: {name: users}, policies: [{who: [anonymous], repositories: [\"a\\nb\"], actions: [pull]}]}\n"
                                + S3,
                        "repositories"),
                new Trick(
                        "a robot whose name is a path",
                        "auth: {robots: [{name: ../keys}]}\n" + S3,
                        "auth.robots[0].name"),
                new Trick(
                        "an issuer without encryption",
                        "auth: {oidc: {issuer: 'http://a.example.org', audience: a}, policies: [{who: ['oidc:a'], repositories: ['**'], actions: [pull]}]}\n"
                                + S3,
                        "auth.oidc.issuer"),
                new Trick(
                        "a ServiceAccount of all namespaces in one word",
                        "auth: {serviceAccounts: {}, policies: [{who: ['serviceaccount:**'], repositories: ['**'], actions: [pull]}]}\n"
                                + S3,
                        "who"),
                new Trick(
                        "a receiver with credentials in its address",
                        "notifications: [{name: a, url: 'https://user:password@a.example.org/'}]\n" + S3,
                        "notifications[0].url"),
                new Trick(
                        "headers of another namespace",
                        "notifications: [{name: a, url: 'https://a.example.org/', headersSecretRef: {name: other/keys}}]\n"
                                + S3,
                        "headersSecretRef.name"),
                new Trick(
                        "an upstream with credentials in its address",
                        "upstreams: [{name: a, url: 'https://user:password@a.example.org', prefix: a}]\n" + S3,
                        "upstreams[0].url"),
                new Trick(
                        "an upstream of all repositories by a path upwards",
                        "upstreams: [{name: a, url: 'https://a.example.org', prefix: a/../b}]\n" + S3,
                        "upstreams[0].prefix"),
                new Trick(
                        "a login of another namespace",
                        "upstreams: [{name: a, url: 'https://a.example.org', prefix: a, credentialsSecretRef: {name: other/keys}}]\n"
                                + S3,
                        "credentialsSecretRef.name"),
                new Trick("an immutable tag with a line break", "immutableTags: [{tags: [\"v\\n1\"]}]\n" + S3, "tags"),
                new Trick("too many servers", "replicas: 1000000\n" + S3, "replicas"),
                new Trick("a cache of all disks", "cache: {size: 9000Pi}\n" + S3, "cache.size"),
                new Trick(
                        "a retention rule that deletes by a line break",
                        "retention: [{tags: [\"v\\n*\"], keep: {newest: 1}}]\n" + S3,
                        "tags"),
                new Trick("a schedule that never rests", "gc: {interval: 0s}\n" + S3, "gc.interval"));
    }

    @ParameterizedTest
    @MethodSource("schema")
    void theSchemaRefusesAndNamesTheField(Trick trick, TestNamespace namespace) {
        assertThatThrownBy(() -> new TestRegistry(namespace).apply(trick.spec()))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(trick.told());
    }

    static Stream<Trick> conditions() {
        return Stream.of(
                new Trick(
                        "the metadata of clouds as storage",
                        S3.replace("https://s3.example.org", "http://169.254.169.254"),
                        "spec.storage.s3.endpoint"),
                new Trick(
                        "the server itself as storage",
                        S3.replace("https://s3.example.org", "http://localhost:5001"),
                        "spec.storage.s3.endpoint"),
                new Trick(
                        "the metadata of clouds as receiver",
                        "notifications: [{name: a, url: 'http://169.254.169.254/latest'}]\n" + S3,
                        "spec.notifications[a].url"),
                new Trick(
                        "the metadata of clouds as upstream",
                        "upstreams: [{name: a, url: 'http://169.254.169.254', prefix: a}]\n" + S3,
                        "spec.upstreams[a].url"),
                new Trick(
                        "the metadata of clouds as issuer",
                        "auth: {oidc: {issuer: 'https://169.254.169.254', audience: a}, policies: [{who: ['oidc:a'], repositories: ['**'], actions: [pull]}]}\n"
                                + S3,
                        "spec.auth.oidc.issuer"),
                new Trick(
                        "the priority of the cluster itself",
                        "priorityClassName: system-node-critical\n" + S3,
                        "spec.priorityClassName"));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void aConditionTellsFieldAndRemedyAndTheServersRunOn(Trick trick, TestNamespace namespace) {
        TestRegistry registry = ready(namespace);
        long generation = deployment(namespace).getMetadata().getGeneration();

        registry.apply(trick.spec());

        assertThat(registry.awaitCondition("Ready", "False", "InvalidSpec").message())
                .contains(trick.told(), ": name a ");
        registry.awaitCondition("Degraded", "True", "InvalidSpec");
        assertThat(deployment(namespace).getMetadata().getGeneration()).isEqualTo(generation);

        registry.apply(S3);
        registry.awaitCondition("Ready", "True", "AsExpected");
    }

    @Test
    void keysWithASecondHeaderAreToldAndTheServersRunOn(TestNamespace namespace) {
        TestRegistry registry = ready(namespace);
        long generation = deployment(namespace).getMetadata().getGeneration();

        registry.putSecret("s3-keys", Map.of("accessKey", "a\r\nX-Evil: b", "secretKey", "b"));

        assertThat(registry.awaitCondition("ReferencesResolved", "False", "SecretInvalid")
                        .message())
                .contains("accessKey", "s3-keys", "spec.storage.s3.credentialsSecretRef");
        assertThat(deployment(namespace).getMetadata().getGeneration()).isEqualTo(generation);
    }

    /** Of any Registry: all come by one watch. */
    @Test
    void lettersBeyondAsciiDoNotDisturbTheOperator(TestNamespace namespace) {
        TestRegistry registry = ready(namespace);
        for (int i = 0; i < 20; i++) {
            registry.annotate("example.org/note", "é…\uD83D\uDE00".repeat(1000 + i));
        }
        registry.apply("readOnly: true\n" + S3);
        registry.awaitCondition("ReadOnly", "True", "ReadOnly");
        assertThat(operators.current().isAlive()).isTrue();
    }

    private static Trick exposure(String tried, String fields, String told) {
        return new Trick(tried, "exposure: [{name: web, type: Ingress, %s}]%n%s".formatted(fields, S3), told);
    }

    private static Trick storage(String tried, String fields, String told) {
        return new Trick(tried, "storage: {s3: {endpoint: 'https://s3.example.org', %s}}".formatted(fields), told);
    }

    private static TestRegistry ready(TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("s3-keys", Map.of("accessKey", "a", "secretKey", "b"));
        registry.apply(S3);
        new Pods(namespace).becomeReady(1);
        registry.awaitCondition("Ready", "True", "AsExpected");
        return registry;
    }
}
