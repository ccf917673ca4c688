package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.storage.s3.BucketName;
import dev.tardigrade.registry.storage.s3.S3Credentials;
import dev.tardigrade.registry.storage.s3.S3Endpoint;
import dev.tardigrade.registry.storage.s3.S3Limits;
import dev.tardigrade.registry.storage.s3.S3Settings;
import dev.tardigrade.registry.storage.s3.S3Storage;
import dev.tardigrade.testing.s3.S3Access;
import dev.tardigrade.testing.s3.S3Operation;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many calls of the store the product's promises leave room for; what clients do is done as they do it. */
final class S3CallsTest {

    private static final byte[] CONFIG = "{\"architecture\":\"amd64\",\"os\":\"linux\"}".getBytes(UTF_8);

    private S3TestServer s3;
    private Storage storage;
    private RunningRegistry registry;

    @BeforeEach
    void start() throws IOException {
        s3 = S3TestServer.start(S3Profile.storj().withoutRateLimits()).withBucket("images");
        S3Access access = s3.access();
        storage = S3Storage.open(new S3Settings(
                Optional.of(new S3Endpoint(access.endpoint(), true)),
                "us-east-1",
                new BucketName("images"),
                S3Credentials.of(access.accessKey(), access.secretKey()),
                S3Limits.DEFAULT));
        restart();
    }

    /** A registry that knows nothing yet but the bucket. */
    private void restart() throws IOException {
        if (registry != null) {
            registry.close();
        }
        registry = RunningRegistry.start(storage.objects());
        s3.calls().reset();
    }

    @AfterEach
    void stop() {
        registry.close();
        storage.close();
        s3.close();
    }

    private static byte[] layer(int seed) {
        byte[] bytes = new byte[100_000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** As clients do it: look, begin, send, finish. */
    private Digest push(String repository, byte[] blob) {
        Client client = registry.client();
        Digest digest = Digest.of(Digest.Algorithm.SHA256, blob);
        if (client.send("HEAD", "/v2/" + repository + "/blobs/" + digest).status() == 200) {
            return digest;
        }
        String location = client.send("PATCH", client.begin(repository), blob).header("Location");
        assertThat(client.send("PUT", location + "?digest=" + digest).status()).isEqualTo(201);
        return digest;
    }

    private Digest pushImage(String repository, String tag, int layers) {
        Digest config = push(repository, CONFIG);
        List<String> descriptors = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            byte[] layer = layer(i);
            descriptors.add(
                    "{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\"%s\",\"size\":%d}"
                            .formatted(push(repository, layer), layer.length));
        }
        String manifest = """
                {"schemaVersion":2,"mediaType":"%s",
                 "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
                 "layers":[%s]}""".formatted(Client.IMAGE, config, CONFIG.length, String.join(",", descriptors));
        // crane asks whether it is there already, and so do others
        registry.client().send("HEAD", "/v2/" + repository + "/manifests/" + tag);
        return registry.client().pushManifest(repository, tag, manifest);
    }

    private void pull(String repository, String reference, int layers) {
        Client client = registry.client();
        assertThat(client.send("GET", "/v2/" + repository + "/manifests/" + reference)
                        .status())
                .isEqualTo(200);
        Digest config = Digest.of(Digest.Algorithm.SHA256, CONFIG);
        assertThat(client.send("GET", "/v2/" + repository + "/blobs/" + config).body())
                .isEqualTo(CONFIG);
        for (int i = 0; i < layers; i++) {
            Digest layer = Digest.of(Digest.Algorithm.SHA256, layer(i));
            assertThat(client.send("GET", "/v2/" + repository + "/blobs/" + layer)
                            .body())
                    .isEqualTo(layer(i));
        }
    }

    private void assertCallsAtMost(int calls) {
        assertThat(s3.calls().total()).as("calls:%n%s", s3.calls()).isLessThanOrEqualTo(calls);
    }

    @Test
    void pushOfANewImageOfOneLayer() {
        pushImage("app", "v1", 1);
        assertCallsAtMost(8);
        assertThat(s3.calls().of(S3Operation.COPY_OBJECT)).isZero();
    }

    @Test
    void pushOfANewImageOfTwentyLayers() {
        pushImage("app", "v1", 20);
        assertCallsAtMost(90);
    }

    @Test
    void pushOfWhatIsThere() throws IOException {
        pushImage("app", "v1", 1);
        s3.calls().reset();
        pushImage("app", "v1", 1);
        assertCallsAtMost(2);
        restart();
        pushImage("app", "v1", 1);
        assertCallsAtMost(4);
    }

    @Test
    void pullOfAnImageThatIsNotKnownYet() throws IOException {
        pushImage("app", "v1", 1);
        restart();
        pull("app", "v1", 1);
        assertCallsAtMost(4);
    }

    @Test
    void pullOfAnImageThatIsKnown() {
        pushImage("app", "v1", 1);
        pull("app", "v1", 1);
        s3.calls().reset();
        pull("app", "v1", 1);
        assertCallsAtMost(1);
    }

    @Test
    void headOfAKnownBlob() {
        Digest layer = push("app", layer(0));
        s3.calls().reset();
        registry.client().send("HEAD", "/v2/app/blobs/" + layer);
        assertCallsAtMost(0);
    }

    @Test
    void mountOfABlobThatIsNotKnownYet() throws IOException {
        Digest layer = push("app", layer(0));
        restart();
        assertThat(registry.client()
                        .send("POST", "/v2/other/blobs/uploads/?mount=" + layer + "&from=app")
                        .status())
                .isEqualTo(201);
        assertCallsAtMost(2);
    }

    @Test
    void deletionOfAManifestBesideManyTags() {
        Digest first = pushImage("app", "v1", 1);
        Digest other = pushImage("app", "v2", 2);
        String manifest =
                registry.client().send("GET", "/v2/app/manifests/" + other).text();
        for (int i = 0; i < 20; i++) {
            registry.client().pushManifest("app", "other-" + i, manifest);
        }
        s3.calls().reset();
        assertThat(registry.client()
                        .send("DELETE", "/v2/app/manifests/" + first)
                        .status())
                .isEqualTo(202);
        assertCallsAtMost(6);
    }

    @Test
    void listOfTags() {
        pushImage("app", "v1", 1);
        s3.calls().reset();
        registry.client().send("GET", "/v2/app/tags/list");
        assertCallsAtMost(1);
    }
}
