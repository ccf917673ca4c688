package dev.tardigrade.registry.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.testing.keys.TestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PemPrivateKeyTest {

    @TempDir
    Path folder;

    static Stream<TestKey> keys() {
        return Stream.of(
                TestKey.rsa(),
                TestKey.rsa(4096),
                TestKey.ec("secp256r1"),
                TestKey.ec("secp384r1"),
                TestKey.ec("secp521r1"));
    }

    /** A key of a curve with its public half does not equal one without. */
    private static Object secret(PrivateKey key) {
        return key instanceof ECPrivateKey ec
                ? List.of(ec.getS(), ec.getParams().getOrder())
                : key;
    }

    @ParameterizedTest
    @MethodSource("keys")
    void isReadInBothForms(TestKey key) throws IOException {
        assertThat(key.traditional()).containsAnyOf("RSA PRIVATE KEY", "EC PRIVATE KEY");
        for (String pem : new String[] {key.pkcs8(), key.traditional()}) {
            Path file = Files.writeString(folder.resolve("key.pem"), "a comment\n" + pem);
            assertThat(secret(PemPrivateKey.read(file)))
                    .isEqualTo(secret(key.pair().getPrivate()));
        }
    }

    @Test
    void whatStandsBeforeIsPassedOver() throws IOException {
        TestKey key = TestKey.ec("secp256r1");
        String parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
        Path file = Files.writeString(folder.resolve("key.pem"), parameters + key.traditional());
        assertThat(secret(PemPrivateKey.read(file))).isEqualTo(secret(key.pair().getPrivate()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "-----BEGIN PRIVATE KEY-----\naHVudGVyMg==\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\naHVudGVyMg==\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\naHVudGVyMg==\n-----END EC PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nMIT/\n-----END EC PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n=\n-----END PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\naHVudGVyMg==\n-----END ENCRYPTED PRIVATE KEY-----"
            })
    void somethingElseIsNamedWithoutItsContent(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("key.pem"), text);
        assertThatThrownBy(() -> PemPrivateKey.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("aHVud");
    }
}
