package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.http.Client.Answer;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.testing.storage.StoreKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
final class UploadWireTest {

    private static final int PART = 5 << 20;
    private static final byte[] BLOB = bytes(5000);
    private static final Digest DIGEST = Digest.of(Digest.Algorithm.SHA256, BLOB);

    private final StoreKind kind;
    private RunningRegistry registry;
    private Client client;

    UploadWireTest(StoreKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() throws IOException {
        registry = RunningRegistry.start(kind, TestOptions.usual().inPartsOf(PART));
        client = registry.client();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private void assertServed(String repository, Digest digest, byte[] content) {
        Answer answer = client.send("GET", "/v2/" + repository + "/blobs/" + digest);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(content);
    }

    @Test
    void beginningGivesARelativeLocationWithTheSessionInItsPath() {
        Answer answer = client.send("POST", "/v2/team/app/blobs/uploads/");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).matches("/v2/team/app/blobs/uploads/[A-Za-z0-9_-]+");
        assertThat(answer.header("Range")).isEqualTo("0-0");
        assertThat(answer.header("Docker-Upload-UUID")).isNotEmpty();
        assertThat(answer.header("Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
    }

    @Test
    void aBlobThatComesInOneRequestIsServed() {
        Answer answer = client.send("POST", "/v2/app/blobs/uploads/?digest=" + DIGEST, BLOB);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/v2/app/blobs/" + DIGEST);
        assertThat(answer.header("Docker-Content-Digest")).isEqualTo(DIGEST.toString());
        assertServed("app", DIGEST, BLOB);
    }

    @Test
    void aBlobThatComesWithTheLastRequestIsServed() {
        Answer answer = client.send("PUT", client.begin("app") + "?digest=" + DIGEST, BLOB);
        assertThat(answer.status()).isEqualTo(201);
        assertServed("app", DIGEST, BLOB);
    }

    @Test
    void aBlobThatComesWithoutALengthIsServed() {
        String location = client.begin("app");
        Answer streamed =
                client.send("PATCH", location, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(BLOB)));
        assertThat(streamed.status()).isEqualTo(202);
        assertThat(streamed.header("Range")).isEqualTo("0-4999");
        assertThat(client.send("PUT", streamed.header("Location") + "?digest=" + DIGEST)
                        .status())
                .isEqualTo(201);
        assertServed("app", DIGEST, BLOB);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1024, 4999})
    void chunksOfAnySizeMakeTheBlob(int size) {
        String location = client.begin("app");
        int count = Math.min(5000, size * 7);
        for (int from = 0; from < count; from += size) {
            int to = Math.min(count, from + size);
            Answer answer = client.send(
                    "PATCH", location, Arrays.copyOfRange(BLOB, from, to), "Content-Range", from + "-" + (to - 1));
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.header("Range")).isEqualTo("0-" + (to - 1));
            location = answer.header("Location");
        }
        byte[] content = Arrays.copyOf(BLOB, count);
        Digest digest = Digest.of(Digest.Algorithm.SHA256, content);
        assertThat(client.send("PUT", location + "?digest=" + digest).status()).isEqualTo(201);
        assertServed("app", digest, content);
    }

    @ParameterizedTest
    @ValueSource(ints = {3 << 20, 13 << 20})
    void chunksOfAnySizeMakeABlobOfSeveralParts(int size) {
        byte[] blob = bytes(14 << 20);
        assertServed("app", client.pushInChunks("app", blob, size), blob);
    }

    @Test
    void smallChunksGoOnFromOnePartToTheNext() {
        byte[] blob = bytes(PART + 3072);
        int from = PART - 3072;
        String location = client.sendChunk(client.begin("app"), blob, 0, from);
        for (; from < blob.length; from += 1024) {
            location = client.sendChunk(location, blob, from, from + 1024);
        }
        assertServed("app", client.finish(location, blob), blob);
    }

    @Test
    void theLastChunkMayComeWithTheLastRequest() {
        String location = client.begin("app");
        client.send("PATCH", location, Arrays.copyOf(BLOB, 3000), "Content-Range", "0-2999");
        byte[] rest = Arrays.copyOfRange(BLOB, 3000, 5000);
        assertThat(client.send("PUT", location + "?digest=" + DIGEST, rest, "Content-Range", "3000-4999")
                        .status())
                .isEqualTo(201);
        assertServed("app", DIGEST, BLOB);
    }

    @Test
    void aChunkOutOfOrderIsRefusedAndTheUploadGoesOn() {
        String location = client.begin("app");
        client.send("PATCH", location, Arrays.copyOf(BLOB, 3000), "Content-Range", "0-2999");
        Answer refused = client.send("PATCH", location, new byte[10], "Content-Range", "3001-3010");
        assertThat(refused.status()).isEqualTo(416);
        assertThat(refused.header("Range")).isEqualTo("0-2999");
        assertThat(refused.header("Location")).isEqualTo(location);
        assertThat(refused.header("Docker-Upload-UUID")).isNotEmpty();
        assertThat(refused.text()).contains("BLOB_UPLOAD_INVALID");
        Answer position = client.send("GET", location);
        assertThat(position.status()).isEqualTo(204);
        assertThat(position.header("Range")).isEqualTo("0-2999");
        byte[] rest = Arrays.copyOfRange(BLOB, 3000, 5000);
        assertThat(client.send("PUT", position.header("Location") + "?digest=" + DIGEST, rest)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aLastChunkOutOfOrderIsRefusedAndTheUploadGoesOn() {
        String location = client.begin("app");
        Answer refused = client.send("PUT", location + "?digest=" + DIGEST, BLOB, "Content-Range", "1-5000");
        assertThat(refused.status()).isEqualTo(416);
        assertThat(client.send("PUT", location + "?digest=" + DIGEST, BLOB).status())
                .isEqualTo(201);
    }

    @Test
    void aChunkOfAnotherLengthThanItsRangeIsRefused() {
        String location = client.begin("app");
        Answer refused = client.send("PATCH", location, new byte[10], "Content-Range", "0-10");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("SIZE_INVALID");
        assertThat(client.send("GET", location).header("Range")).isEqualTo("0-0");
    }

    @Test
    void aWrongDigestIsRefusedAndNothingIsVisible() {
        Digest wrong = Digest.of(Digest.Algorithm.SHA256, bytes(10));
        Answer answer = client.send("PUT", client.begin("app") + "?digest=" + wrong, BLOB);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("DIGEST_INVALID");
        assertThat(client.send("HEAD", "/v2/app/blobs/" + wrong).status()).isEqualTo(404);
        assertThat(client.send("HEAD", "/v2/app/blobs/" + DIGEST).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?digest=",
                "?digest=sha256:abc",
                "?digest=md5:d41d8cd98f00b204e9800998ecf8427e",
                "?digest=sha256%3AXYZ"
            })
    void aMissingOrMalformedDigestIsRefused(String query) {
        Answer answer = client.send("PUT", client.begin("app") + query, BLOB);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("DIGEST_INVALID");
    }

    @Test
    void aDigestMayBeEscapedInTheQuery() {
        String query = "?digest=sha256%3A" + DIGEST.hex();
        assertThat(client.send("PUT", client.begin("app") + query, BLOB).status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?digest-algorithm=sha512"})
    void sha512WorksEndToEnd(String query) {
        Digest digest = Digest.of(Digest.Algorithm.SHA512, BLOB);
        String location = client.send("POST", "/v2/app/blobs/uploads/" + query).header("Location");
        assertThat(client.send("PUT", location + "?digest=" + digest, BLOB).status())
                .isEqualTo(201);
        assertServed("app", digest, BLOB);
    }

    @Test
    void anEmptyBlobRoundTrips() {
        Digest empty = Digest.of(Digest.Algorithm.SHA256, new byte[0]);
        assertThat(client.send("PUT", client.begin("app") + "?digest=" + empty).status())
                .isEqualTo(201);
        assertServed("app", empty, new byte[0]);
    }

    @Test
    void aCancelledUploadIsGone() {
        String location = client.begin("app");
        assertThat(client.send("DELETE", location).status()).isEqualTo(204);
        assertThat(client.send("GET", location).status()).isEqualTo(404);
        Answer late = client.send("PATCH", location, BLOB);
        assertThat(late.status()).isEqualTo(404);
        assertThat(late.text()).contains("BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    void anUploadIsUnknownToAnotherRepository() {
        String location = client.begin("app");
        assertThat(client.send("GET", location.replace("/app/", "/other/")).status())
                .isEqualTo(404);
    }

    @Test
    void aForgedSessionIsUnknown() {
        String location = client.begin("app");
        char last = location.charAt(location.length() - 10) == 'A' ? 'B' : 'A';
        String forged =
                location.substring(0, location.length() - 10) + last + location.substring(location.length() - 9);
        assertThat(client.send("GET", forged).status()).isEqualTo(404);
        assertThat(client.send("GET", "/v2/app/blobs/uploads/nonsense").status())
                .isEqualTo(404);
    }

    @Test
    void aMountFromARepositoryThatHasTheBlobNeedsNoBytes() {
        Digest digest = client.push("source", BLOB);
        Answer answer = client.send("POST", "/v2/target/blobs/uploads/?mount=" + digest + "&from=source");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/v2/target/blobs/" + digest);
        assertServed("target", digest, BLOB);
    }

    @Test
    void aMountOfASmallBlobWorksToo() {
        byte[] small = "{}".getBytes(UTF_8);
        Digest digest = client.push("source", small);
        assertThat(client.send("POST", "/v2/target/blobs/uploads/?mount=" + digest + "&from=source")
                        .status())
                .isEqualTo(201);
        assertServed("target", digest, small);
    }

    @Test
    void aMountWithoutASourceFindsTheBlob() {
        Digest digest = client.push("source", BLOB);
        assertThat(client.send("POST", "/v2/target/blobs/uploads/?mount=" + digest)
                        .status())
                .isEqualTo(201);
        assertServed("target", digest, BLOB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&from=source", "&from=Not%20A%20Name", ""})
    void aMountThatCannotBeDoneBeginsAnUpload(String from) {
        Answer answer = client.send("POST", "/v2/target/blobs/uploads/?mount=" + DIGEST + from);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(client.send("PUT", answer.header("Location") + "?digest=" + DIGEST, BLOB)
                        .status())
                .isEqualTo(201);
    }

    /** As podman does it, which goes on with an upload of its own. */
    @Test
    void anUploadThatAMountBeganMayBeCancelled() {
        String location = client.send("POST", "/v2/app/blobs/uploads/?mount=" + DIGEST + "&from=source")
                .header("Location");
        assertThat(client.send("DELETE", location).status()).isEqualTo(204);
        assertThat(client.send("PUT", client.begin("app") + "?digest=" + DIGEST, BLOB)
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-Host", "Forwarded", "X-Original-URL", "Cookie"})
    void noHeaderChangesTheAddressOfAnUpload(String name) {
        Answer answer = client.send("POST", "/v2/app/blobs/uploads/", name, "host=evil.example.com");
        assertThat(answer.header("Location")).matches("/v2/app/blobs/uploads/[A-Za-z0-9_-]+");
        assertThat(answer.has("Set-Cookie")).isFalse();
    }

    @Test
    void pushingABlobTwiceIsNoError() {
        client.push("app", BLOB);
        client.push("app", BLOB);
        assertServed("app", DIGEST, BLOB);
    }
}
