package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.auth.Gate;
import dev.tardigrade.registry.http.Client.Answer;
import dev.tardigrade.registry.http.api.ApiRules;
import dev.tardigrade.registry.manifest.ManifestRules;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.testing.storage.StoreKind;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
final class ManifestWireTest {

    private static final byte[] LAYER = "a layer".getBytes(UTF_8);
    private static final byte[] CONFIG = "{}".getBytes(UTF_8);

    private final StoreKind kind;
    private RunningRegistry registry;
    private Client client;

    ManifestWireTest(StoreKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() throws IOException {
        registry = RunningRegistry.start(kind);
        client = registry.client();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private String image() {
        return Client.image(client.push("app", CONFIG), CONFIG.length, client.push("app", LAYER), LAYER.length);
    }

    private static String index(Digest child) {
        return """
                {"schemaVersion":2,"mediaType":"%s","manifests":[{"mediaType":"%s","digest":"%s","size":1}]}""".formatted(Client.INDEX, Client.IMAGE, child);
    }

    @Test
    void aPushedManifestIsAnsweredWithItsAddress() {
        String manifest = image();
        Digest digest = Digest.of(Digest.Algorithm.SHA256, manifest.getBytes(UTF_8));
        Answer answer = client.putManifest("app", "v1", manifest);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/v2/app/manifests/" + digest);
        assertThat(answer.header("Docker-Content-Digest")).isEqualTo(digest.toString());
        assertThat(answer.has("OCI-Subject")).isFalse();
    }

    @Test
    void aManifestComesBackByteForByteByTagAndByDigest() {
        String manifest = image();
        Digest digest = client.pushManifest("app", "v1", manifest);
        for (String reference : new String[] {"v1", digest.toString()}) {
            Answer answer = client.send("GET", "/v2/app/manifests/" + reference);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo(manifest);
            assertThat(answer.header("Content-Type")).isEqualTo(Client.IMAGE);
            assertThat(answer.header("Docker-Content-Digest")).isEqualTo(digest.toString());
            assertThat(answer.header("ETag")).isEqualTo("\"" + digest + "\"");
        }
    }

    @Test
    void headTellsAllAboutAManifest() {
        String manifest = image();
        client.pushManifest("app", "v1", manifest);
        Answer answer = client.send("HEAD", "/v2/app/manifests/v1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(manifest.length()));
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void whoHasTheManifestIsToldSo() {
        Digest digest = client.pushManifest("app", "v1", image());
        assertThat(client.send("GET", "/v2/app/manifests/v1", "If-None-Match", "W/\"" + digest + "\"")
                        .status())
                .isEqualTo(304);
    }

    @Test
    void aManifestOfFourMebibytesIsTakenAndALargerOneIsNot() {
        String small = image();
        String filler = "x".repeat((4 << 20) - small.length() - 10);
        String largest = small.replace("{\"schemaVersion\"", "{\"fill\":\"" + filler + "\",\"schemaVersion\"");
        assertThat(largest.length()).isEqualTo(4 << 20);
        assertThat(client.putManifest("app", "large", largest).status()).isEqualTo(201);
        Answer refused = client.putManifest("app", "larger", largest + " ");
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.text()).contains("SIZE_INVALID");
        assertThat(client.send("GET", "/v2/app/manifests/large").text()).isEqualTo(largest);
    }

    @Test
    void aManifestMustHashToTheDigestItIsPutUnder() {
        Digest other = Digest.of(Digest.Algorithm.SHA256, LAYER);
        Answer answer = client.putManifest("app", other.toString(), image());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("DIGEST_INVALID");
    }

    @Test
    void aManifestMayBePutUnderItsSha512() {
        String manifest = image();
        Digest digest = Digest.of(Digest.Algorithm.SHA512, manifest.getBytes(UTF_8));
        assertThat(client.putManifest("app", digest.toString(), manifest).status())
                .isEqualTo(201);
        assertThat(client.send("GET", "/v2/app/manifests/" + digest).text()).isEqualTo(manifest);
    }

    @Test
    void severalTagsMayComeWithOneManifest() {
        String manifest = image();
        Digest digest = Digest.of(Digest.Algorithm.SHA256, manifest.getBytes(UTF_8));
        Answer answer = client.putManifest("app", digest + "?tag=v1&tag=v1.2", manifest);
        assertThat(answer.response().headers().allValues("OCI-Tag")).containsExactly("v1", "v1.2");
        assertThat(client.send("GET", "/v2/app/manifests/v1.2").text()).isEqualTo(manifest);
    }

    @Test
    void aTagThatIsPutAgainPointsToTheNewManifest() {
        client.pushImage("app", "latest", LAYER);
        Digest second = client.pushImage("app", "latest", "another layer".getBytes(UTF_8));
        assertThat(client.send("HEAD", "/v2/app/manifests/latest").header("Docker-Content-Digest"))
                .isEqualTo(second.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"schemaVersion\":1}",
                "{\"schemaVersion\":2,\"schemaVersion\":2}",
                "{\"schemaVersion\":2} {}",
                "{\"schemaVersion\":2,\"mediaType\":\"no type\"}",
                "{\"schemaVersion\":2,\"layers\":[],\"manifests\":[]}",
                "{\"schemaVersion\":2,\"layers\":{},\"config\":{}}",
                "{\"schemaVersion\":2,\"layers\":[],\"config\":{\"mediaType\":\"a/b\",\"digest\":\"sha256:x\",\"size\":1}}",
                "{\"schemaVersion\":2,\"layers\":[],\"config\":{\"mediaType\":\"a/b\",\"digest\":7,\"size\":1}}"
            })
    void aMalformedManifestIsRefused(String manifest) {
        Answer answer =
                client.send("PUT", "/v2/app/manifests/v1", manifest.getBytes(UTF_8), "Content-Type", Client.IMAGE);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("MANIFEST_INVALID");
        assertThat(client.send("HEAD", "/v2/app/manifests/v1").status()).isEqualTo(404);
    }

    @Test
    void aManifestThatNestsTooDeeplyIsRefused() {
        String deep = "{\"schemaVersion\":2,\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThat(client.putManifest("app", "v1", deep).status()).isEqualTo(400);
    }

    @Test
    void theContentTypeMustBeTheManifestsOwn() {
        byte[] manifest = image().getBytes(UTF_8);
        Answer refused = client.send("PUT", "/v2/app/manifests/v1", manifest, "Content-Type", Client.INDEX);
        assertThat(refused.status()).isEqualTo(400);
        Answer accepted =
                client.send("PUT", "/v2/app/manifests/v1", manifest, "Content-Type", Client.IMAGE + "; charset=utf-8");
        assertThat(accepted.status()).isEqualTo(201);
        assertThat(client.send("GET", "/v2/app/manifests/v1").header("Content-Type"))
                .isEqualTo(Client.IMAGE);
    }

    @Test
    void dockersSchema2IsAccepted() {
        String manifest = image().replace(Client.IMAGE, "application/vnd.docker.distribution.manifest.v2+json")
                .replace("application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json");
        Answer answer = client.send(
                "PUT",
                "/v2/app/manifests/v1",
                manifest.getBytes(UTF_8),
                "Content-Type",
                "application/vnd.docker.distribution.manifest.v2+json");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(client.send("GET", "/v2/app/manifests/v1").header("Content-Type"))
                .isEqualTo("application/vnd.docker.distribution.manifest.v2+json");
    }

    @Test
    void aManifestWithAMissingLayerIsRefused() {
        String manifest = Client.image(
                client.push("app", CONFIG), CONFIG.length, Digest.of(Digest.Algorithm.SHA256, LAYER), LAYER.length);
        Answer answer = client.putManifest("app", "v1", manifest);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("MANIFEST_BLOB_UNKNOWN");
        assertThat(client.send("HEAD", "/v2/app/manifests/v1").status()).isEqualTo(404);
    }

    @Test
    void aForeignLayerMayBeMissing() {
        String manifest = Client.image(
                        client.push("app", CONFIG), CONFIG.length, Digest.of(Digest.Algorithm.SHA256, LAYER), 7)
                .replace(
                        "application/vnd.oci.image.layer.v1.tar+gzip",
                        "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip");
        Answer answer = client.putManifest("app", "v1", manifest);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Warning")).isEqualTo("""
                299 - "the image names layers that need not be in this registry: who pulls it may have to get them elsewhere\"""");
    }

    @Test
    void whatNeedsNoWarningHasNone() {
        assertThat(client.putManifest("app", "v1", image()).has("Warning")).isFalse();
    }

    @Test
    void anIndexTellsItsSubjectToo() {
        Digest image = client.pushManifest("app", "v1", image());
        String index = index(image)
                .replace(
                        "\"manifests\"",
                        "\"subject\":{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":1},\"manifests\""
                                .formatted(Client.IMAGE, image));
        assertThat(client.putManifest("app", "v2", index).header("OCI-Subject")).isEqualTo(image.toString());
    }

    @Test
    void whatHasBothLayersAndManifestsIsRefused() {
        String both = image().replace("\"layers\"", "\"manifests\":[],\"layers\"");
        Answer answer = client.send("PUT", "/v2/app/manifests/v1", both.getBytes(UTF_8), "Content-Type", Client.IMAGE);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("MANIFEST_INVALID");
    }

    /** As containerd sends it to a mirror: there is nothing here that it could choose, and nobody is told that it was. */
    @Test
    void theNameOfARegistryElsewhereChoosesNothing() {
        client.pushManifest("app", "v1", image());
        Answer answer = client.send("GET", "/v2/app/manifests/v1?ns=docker.io");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.has("OCI-Namespace")).isFalse();
        assertThat(client.send("GET", "/v2/other/manifests/v1?ns=docker.io").status())
                .isEqualTo(404);
    }

    @Test
    void anIndexNeedsItsManifestsUnlessItMayBeSparse() throws IOException {
        Digest missing = Digest.of(Digest.Algorithm.SHA256, LAYER);
        assertThat(client.putManifest("app", "v1", index(missing)).status()).isEqualTo(404);
        assertThat(client.putManifest("app", "v1", index(client.pushImage("app", "x", LAYER)))
                        .status())
                .isEqualTo(201);
        try (var sparse = RunningRegistry.with(
                kind, Gate.open(), new ApiRules(true, true), new ManifestRules(false, true, true))) {
            assertThat(sparse.client().putManifest("app", "v1", index(missing)).status())
                    .isEqualTo(201);
        }
    }

    @Test
    void deletingATagLeavesTheManifest() {
        Digest digest = client.pushImage("app", "v1", LAYER);
        assertThat(client.send("DELETE", "/v2/app/manifests/v1").status()).isEqualTo(202);
        assertThat(client.send("GET", "/v2/app/manifests/v1").status()).isEqualTo(404);
        assertThat(client.send("DELETE", "/v2/app/manifests/v1").status()).isEqualTo(404);
        assertThat(client.send("GET", "/v2/app/manifests/" + digest).status()).isEqualTo(200);
    }

    @Test
    void deletingAManifestRemovesItsTagsAndNoOthers() {
        Digest first = client.pushImage("app", "v1", LAYER);
        client.pushManifest(
                "app", "v1-again", client.send("GET", "/v2/app/manifests/v1").text());
        client.pushImage("app", "v2", LAYER);
        assertThat(client.send("DELETE", "/v2/app/manifests/" + first).status()).isEqualTo(202);
        assertThat(client.send("GET", "/v2/app/manifests/" + first).status()).isEqualTo(404);
        assertThat(client.send("GET", "/v2/app/tags/list").text()).isEqualTo("{\"name\":\"app\",\"tags\":[\"v2\"]}");
    }

    @Test
    void nothingIsDeletedWhereDeletingIsOff() throws IOException {
        try (var locked = RunningRegistry.with(kind, Gate.open(), new ApiRules(false, true), ManifestRules.STRICT)) {
            Client there = locked.client();
            Digest digest = there.pushImage("app", "v1", LAYER);
            for (String path : new String[] {
                "/v2/app/manifests/v1",
                "/v2/app/manifests/" + digest,
                "/v2/app/blobs/" + Digest.of(Digest.Algorithm.SHA256, LAYER)
            }) {
                Answer answer = there.send("DELETE", path);
                assertThat(answer.status()).isEqualTo(405);
                assertThat(answer.text()).contains("UNSUPPORTED");
                assertThat(there.send("HEAD", path).status()).isEqualTo(200);
            }
            assertThat(there.send("DELETE", there.begin("app")).status()).isEqualTo(204);
        }
    }

    @Test
    void nothingIsWrittenWhereTheRegistryIsReadOnly() throws IOException {
        try (var locked = RunningRegistry.with(kind, Gate.open(), new ApiRules(true, false), ManifestRules.STRICT)) {
            Client there = locked.client();
            assertThat(there.send("POST", "/v2/app/blobs/uploads/").status()).isEqualTo(405);
            assertThat(there.putManifest("app", "v1", "{}").status()).isEqualTo(405);
            assertThat(there.send("DELETE", "/v2/app/manifests/v1").status()).isEqualTo(405);
            assertThat(there.send("GET", "/v2/app/manifests/v1").status()).isEqualTo(404);
        }
    }
}
