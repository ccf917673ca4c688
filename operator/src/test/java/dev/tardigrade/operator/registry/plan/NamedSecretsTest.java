package dev.tardigrade.operator.registry.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.api.v1alpha1.RegistrySpec;
import dev.tardigrade.operator.registry.model.ReferencedSecrets;
import dev.tardigrade.operator.vocabulary.Names;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NamedSecretsTest {

    private static final Names NAMES = new Names("team-a");

    @Test
    void moreSecretsThanAnOperatorKeepsAreRefused() {
        assertThat(NamedSecrets.problem(spec(47), NAMES)).isEmpty();
        assertThat(NamedSecrets.allNames(spec(47), NAMES)).hasSize(48).contains("keys", "of-46");

        assertThat(NamedSecrets.problem(spec(48), NAMES)).hasValueSatisfying(problem -> {
            assertThat(problem.reason()).isEqualTo(Reason.INVALID_SPEC);
            assertThat(problem.message()).contains("more than 48 Secrets", "spec.env");
        });
        assertThat(NamedSecrets.allNames(spec(48), NAMES)).hasSize(48).contains("keys");
    }

    @Test
    void aLargeOneIsToldWithItsFieldAndTheRemedy() {
        var large = new SecretBuilder()
                .withNewMetadata()
                .withName("keys")
                .endMetadata()
                .build();

        assertThat(NamedSecrets.storage(spec(0))
                        .orElseThrow()
                        .trouble(new ReferencedSecrets(List.of(large), Set.of("keys"), null)))
                .hasValueSatisfying(problem -> {
                    assertThat(problem.reason()).isEqualTo(Reason.SECRET_INVALID);
                    assertThat(problem.message())
                            .contains("Secret keys", "spec.storage.s3.credentialsSecretRef", "128 KiB", "of its own");
                });
    }

    /** One with so many variables from Secrets, beside the keys of its storage. */
    private static RegistrySpec spec(int variables) {
        return new KubernetesSerialization()
                .unmarshal(
                        "storage: {s3: {endpoint: 'https://s3.example.org', credentialsSecretRef: {name: keys}}}\nenv:\n"
                                + IntStream.range(0, variables)
                                        .mapToObj(i ->
                                                "- {name: V%1$d, secretKeyRef: {name: of-%1$d, key: k}}\n".formatted(i))
                                        .collect(Collectors.joining()),
                        RegistrySpec.class);
    }
}
