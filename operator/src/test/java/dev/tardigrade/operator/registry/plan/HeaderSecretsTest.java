package dev.tardigrade.operator.registry.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeaderSecretsTest {

    private static final SecretReference REFERENCE =
            new SecretReference("spec.notifications[hook].headersSecretRef", "hook-headers", List.of());

    @Test
    void headersThatServersWouldNotReadAreRefused() {
        assertThat(HeaderSecrets.problem(secret(60 << 10), REFERENCE)).isEmpty();
        assertThat(HeaderSecrets.problem(secret(64 << 10), REFERENCE))
                .hasValueSatisfying(problem -> assertThat(problem.message())
                        .contains("hook-headers", "spec.notifications[hook].headersSecretRef", "more than 64 KiB"));
    }

    private static Secret secret(int length) {
        return new SecretBuilder()
                .addToData(
                        "Authorization",
                        Base64.getEncoder().encodeToString("x".repeat(length).getBytes(StandardCharsets.US_ASCII)))
                .build();
    }
}
