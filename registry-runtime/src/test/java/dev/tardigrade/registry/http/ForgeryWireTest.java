package dev.tardigrade.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.model.Digest;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To know the digest of a blob is not to have it. */
final class ForgeryWireTest {

    private static final String SHA256_FIRST = "";
    private static final String SHA512_FIRST = "?digest-algorithm=sha512";

    @ParameterizedTest
    @ValueSource(strings = {SHA256_FIRST, SHA512_FIRST})
    void otherBytesOfTheSameSizeGetNoBlobOfAnotherRepository(String begin) throws IOException {
        // Of several parts, for the memory of these registries holds less.
        byte[] blob = new byte[40 << 20];
        new Random(1).nextBytes(blob);
        Digest digest = Digest.of(Digest.Algorithm.SHA256, blob);
        try (RunningRegistry registry = RunningRegistry.start()) {
            Client client = registry.client();
            client.push("private", blob);
            String session =
                    client.send("POST", "/v2/public/blobs/uploads/" + begin).header("Location");
            String full = client.send("PATCH", session, new byte[blob.length]).header("Location");
            assertThat(client.send("PUT", full + "?digest=" + digest).status()).isEqualTo(400);
            assertThat(client.send("HEAD", "/v2/public/blobs/" + digest).status())
                    .isEqualTo(404);
        }
    }

    @Test
    void theSameBytesGetItByWhicheverAlgorithm() throws IOException {
        byte[] blob = new byte[40 << 20];
        Digest digest = Digest.of(Digest.Algorithm.SHA256, blob);
        try (RunningRegistry registry = RunningRegistry.start()) {
            Client client = registry.client();
            client.push("one", blob);
            String session =
                    client.send("POST", "/v2/two/blobs/uploads/" + SHA512_FIRST).header("Location");
            String full = client.send("PATCH", session, blob).header("Location");
            assertThat(client.send("PUT", full + "?digest=" + digest).status()).isEqualTo(201);
            assertThat(client.send("GET", "/v2/two/blobs/" + digest).body()).isEqualTo(blob);
        }
    }
}
