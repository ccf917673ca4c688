package dev.tardigrade.operator.registry.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.api.v1alpha1.RegistrySpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnsafeSpecTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:9000",
                "http://a.localhost",
                "http://ip6-localhost:5001",
                "http://ip6-loopback",
                "http://metadata.goog",
                "http://100.100.100.200",
                "http://168.63.129.16",
                "http://LOCALHOST/",
                "http://127.0.0.1:5001",
                "http://127.1",
                "http://0.0.0.0",
                "http://169.254.169.254",
                "http://169.254.170.2/",
                "http://2852039166",
                "http://0xA9FEA9FE",
                "http://0251.0376.0251.0376",
                "http://169.254.43518",
                "http://metadata.google.internal",
                "http://224.0.0.1",
                "http://255.255.255.255",
                "http://127.0.0.1."
            })
    void anAddressOfTheMachineIsNoEndpoint(String endpoint) {
        assertThat(UnsafeSpec.problem(s3(endpoint)))
                .hasValueSatisfying(problem ->
                        assertThat(problem.message()).contains("spec.storage.s3.endpoint", "name a storage"));
        assertThat(UnsafeSpec.problem(hosted(endpoint)))
                .hasValueSatisfying(
                        problem -> assertThat(problem.message()).contains("spec.storage.storj.gateway.endpoint"));
        assertThat(UnsafeSpec.problem(spec(
                        "storage: {filesystem: {}}\nnotifications: [{name: hook, url: '%s'}]".formatted(endpoint))))
                .hasValueSatisfying(problem -> assertThat(problem.message()).contains("spec.notifications[hook].url"));
        assertThat(UnsafeSpec.problem(upstream(endpoint)))
                .hasValueSatisfying(problem -> assertThat(problem.message()).contains("spec.upstreams[hub].url"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a//b", "/a", "a/", "***", "team/***"})
    void aPatternAtWhichAServerWouldNotStartIsTold(String pattern) {
        for (var field : Map.of(
                        "auth: {htpasswdSecretRef: {name: users}, policies: [{who: [anonymous], repositories: ['%s'], actions: [pull]}]}",
                        "spec.auth.policies[0].repositories",
                        "auth: {robots: [{name: ci, repositories: ['%s'], actions: [pull]}]}",
                        "spec.auth.robots[ci].repositories",
                        "immutableTags: [{tags: ['v*'], repositories: ['ok/**', '%s']}]",
                        "spec.immutableTags[0].repositories",
                        "retention: [{repositories: ['%s'], tags: ['*'], keep: {newest: 3}}]",
                        "spec.retention[0].repositories")
                .entrySet()) {
            assertThat(UnsafeSpec.problem(
                            spec("storage: {filesystem: {}}\n" + field.getKey().formatted(pattern))))
                    .hasValueSatisfying(problem -> assertThat(problem.message())
                            .contains(field.getValue(), '"' + pattern + '"', "write the name"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"**", "*", "team-a/**", "a.b/c_d/*-e", "a**b*"})
    void otherPatternsAreTaken(String pattern) {
        assertThat(UnsafeSpec.problem(
                        spec("storage: {filesystem: {}}\nimmutableTags: [{tags: ['*'], repositories: ['%s']}]"
                                .formatted(pattern))))
                .isEmpty();
    }

    private static RegistrySpec upstream(String url) {
        return spec("storage: {filesystem: {}}\nupstreams: [{name: hub, url: '%s', prefix: hub}]".formatted(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://hooks.example.org:0", "https://hooks.example.org:65536/push"})
    void aReceiverHasAPortThatThereIs(String url) {
        assertThat(UnsafeSpec.problem(
                        spec("storage: {filesystem: {}}\nnotifications: [{name: hook, url: '%s'}]".formatted(url))))
                .hasValueSatisfying(problem -> assertThat(problem.message()).contains("spec.notifications[hook].url"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://gateway.storjshare.io",
                "http://minio.storage.svc:9000",
                "http://10.0.0.7:9000",
                "http://192.168.1.20",
                "http://169.253.1.1",
                "https://s3.eu-1.example.org/",
                "https://127.example.org"
            })
    void anAddressOfTheNetworkIsOne(String endpoint) {
        assertThat(UnsafeSpec.problem(s3(endpoint))).isEmpty();
        assertThat(UnsafeSpec.problem(upstream(endpoint))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"system-node-critical", "system-cluster-critical"})
    void whatTheClusterNeedsItselfComesFirst(String priority) {
        assertThat(UnsafeSpec.problem(spec("priorityClassName: " + priority + "\nstorage: {filesystem: {}}")))
                .hasValueSatisfying(
                        problem -> assertThat(problem.message()).contains("spec.priorityClassName", "of yours"));
    }

    private static RegistrySpec s3(String endpoint) {
        return spec("storage: {s3: {endpoint: '%s', credentialsSecretRef: {name: keys}}}".formatted(endpoint));
    }

    private static RegistrySpec hosted(String endpoint) {
        return spec("storage: {storj: {gateway: {mode: Hosted, endpoint: '%s', credentialsSecretRef: {name: keys}}}}"
                .formatted(endpoint));
    }

    private static RegistrySpec spec(String yaml) {
        return Serialization.unmarshal(yaml, RegistrySpec.class);
    }
}
