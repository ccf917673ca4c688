package dev.tardigrade.operator.registry.objects.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.registry.model.Succession;
import dev.tardigrade.operator.vocabulary.Annotations;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TokensSecretTest {

    private static final String NOW = "2026-11-24T12:00:00Z";
    private static final Map<String, String> ALL =
            Map.of("current.pem", "one", "next.pem", "two", "previous.pem", "zero");

    @Test
    void theKeysThatTheOperatorHasSetAreRead() {
        assertThat(TokensSecret.read(secret(ALL, entry("tardigrade-operator", ALL.keySet().stream()))))
                .contains(new Succession(key("one"), key("zero"), key("two"), Instant.parse(NOW)));
    }

    @Test
    void theCurrentKeyInAnotherPlaceIsNoOtherKey() {
        var data = Map.of("current.pem", "one", "next.pem", "one", "previous.pem", "one");

        assertThat(TokensSecret.read(secret(data, entry("tardigrade-operator", data.keySet().stream()))))
                .contains(new Succession(key("one"), null, null, Instant.parse(NOW)));
    }

    @Test
    void aKeyThatAnotherHasSetIsNotBelieved() {
        var owners = List.of(
                entry("tardigrade-operator", Stream.of("current.pem", "previous.pem")),
                entry("kubectl-edit", Stream.of("next.pem")));

        assertThat(TokensSecret.read(secret(ALL, owners)))
                .contains(new Succession(key("one"), key("zero"), null, Instant.parse(NOW)));
    }

    @Test
    void withoutACurrentKeyOfOursThereAreNone() {
        var owners = List.of(
                entry("tardigrade-operator", Stream.of("next.pem", "previous.pem")),
                entry("kubectl-edit", Stream.of("current.pem")));

        assertThat(TokensSecret.read(secret(ALL, owners))).isEmpty();
    }

    private static Secret secret(Map<String, String> data, ManagedFieldsEntry... owners) {
        return secret(data, List.of(owners));
    }

    private static Secret secret(Map<String, String> data, List<ManagedFieldsEntry> owners) {
        return new SecretBuilder()
                .withNewMetadata()
                .addToAnnotations(Annotations.ISSUED_AT, NOW)
                .withManagedFields(owners)
                .endMetadata()
                .withData(data.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> key(entry.getValue()).toBase64())))
                .build();
    }

    private static ManagedFieldsEntry entry(String manager, Stream<String> keys) {
        var fields = new FieldsV1();
        fields.setAdditionalProperty(
                "f:data", keys.collect(Collectors.toMap(key -> "f:" + key, _ -> Map.<String, Object>of())));
        return new ManagedFieldsEntryBuilder()
                .withManager(manager)
                .withFieldsV1(fields)
                .build();
    }

    private static SecretValue key(String text) {
        return SecretValue.of(text);
    }
}
