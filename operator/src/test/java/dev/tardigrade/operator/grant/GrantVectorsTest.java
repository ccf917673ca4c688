package dev.tardigrade.operator.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

final class GrantVectorsTest {

    @TestFactory
    Stream<DynamicTest> everyGrantIsWrittenAsItWasRead() {
        return Stream.concat(Vectors.parents(), Vectors.children())
                .map(vector -> named(
                        vector,
                        () -> assertThat(Vectors.grant(vector).serialize()).isEqualTo(Vectors.text(vector))));
    }

    @TestFactory
    Stream<DynamicTest> everyParentTellsWhatItIs() {
        return Vectors.parents()
                .map(vector -> named(vector, () -> {
                    AccessGrant grant = Vectors.grant(vector);
                    assertThat(grant.satellite().value())
                            .isEqualTo(vector.get("satellite_addr").asText());
                    assertThat(grant.defaultPathCipher().number())
                            .isEqualTo(vector.get("path_cipher").asInt());
                    assertThat(grant.rights()).containsExactly(Right.values());
                    assertThat(grant.coverage()).isEqualTo(new Coverage.Everything());
                    assertThat(grant.validity()).isEqualTo(Validity.ALWAYS);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyChildIsTheOneThatStorjsLibraryMakes() {
        return Vectors.children()
                .map(vector -> named(vector, () -> {
                    AccessGrant child =
                            Vectors.named(vector.get("parent").asText()).restrict(restriction(vector));
                    if (vector.get("byte_exact").asBoolean()) {
                        assertThat(child.serialize().reveal())
                                .isEqualTo(vector.get("grant").asText());
                    } else {
                        assertThat(child.coverage())
                                .isEqualTo(Vectors.grant(vector).coverage());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyInvalidTextIsRefusedWithoutEchoingIt() {
        return Vectors.invalid()
                .map(vector -> named(vector, () -> {
                    GrantException refused = catchThrowableOfType(GrantException.class, () -> Vectors.grant(vector));
                    assertThat(refused).isNotNull();
                    if (!vector.get("grant").asText().isEmpty()) {
                        assertThat(refused.getMessage())
                                .doesNotContain(vector.get("grant").asText());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyPathIsEncryptedAsStorjsLibraryDoes() {
        return Vectors.paths()
                .filter(vector -> vector.get("path_cipher").asInt() != PathCipher.SECRET_BOX.number())
                .map(vector -> DynamicTest.dynamicTest(
                        vector.get("path").asText() + " with " + vector.get("path_cipher"), () -> {
                            StoreEntry entry = StoreEntry.ofBucket(
                                    Bytes.utf8(vector.get("bucket").asText()),
                                    Vectors.hex(Vectors.parents()
                                            .findFirst()
                                            .orElseThrow()
                                            .get("default_key")),
                                    PathCipher.require(vector.get("path_cipher").asInt()));
                            assertThat(entry.key()).isEqualTo(Vectors.hex(vector.get("bucket_key")));
                            for (String component : vector.get("path").asText().split("/", -1)) {
                                entry = entry.child(component);
                            }
                            assertThat(entry.place().encryptedPrefix())
                                    .isEqualTo(Vectors.hex(vector.get("encrypted_path_hex")));
                            assertThat(entry.key()).isEqualTo(Vectors.hex(vector.get("path_key")));
                        }));
    }

    private static Restriction restriction(JsonNode vector) {
        Restriction restriction = Restriction.none();
        for (JsonNode path : vector.path("allowed_paths")) {
            restriction = restriction.to(BucketPath.below(
                    new BucketName(path.get("bucket").asText()),
                    path.get("prefix").asText()));
        }
        JsonNode asked = vector.get("restriction");
        for (Right right : Right.values()) {
            if (asked.path("disallow_" + right.word() + "s").asBoolean()) {
                restriction = restriction.without(Set.of(right));
            }
        }
        if (asked.has("not_before")) {
            restriction =
                    restriction.notBefore(Instant.parse(asked.get("not_before").asText()));
        }
        if (asked.has("not_after")) {
            restriction =
                    restriction.notAfter(Instant.parse(asked.get("not_after").asText()));
        }
        if (asked.has("max_object_ttl")) {
            restriction = restriction.maxObjectTtl(
                    Duration.parse("PT" + asked.get("max_object_ttl").asText()));
        }
        return asked.has("nonce_hex")
                ? restriction.nonce(Vectors.hex(asked.get("nonce_hex")).toArray())
                : restriction;
    }

    private static DynamicTest named(JsonNode vector, Executable check) {
        return DynamicTest.dynamicTest(vector.get("name").asText(), check);
    }
}
