package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tardigrade.registry.http.Client.Answer;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.testing.storage.StoreKind;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
final class ListWireTest {

    private static final byte[] LAYER = "a layer".getBytes(UTF_8);
    private static final byte[] EMPTY = "{}".getBytes(UTF_8);

    private final StoreKind kind;
    private RunningRegistry registry;
    private Client client;

    ListWireTest(StoreKind kind) {
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

    private static String tags(String... tags) {
        return "{\"name\":\"app\",\"tags\":[" + (tags.length == 0 ? "" : "\"" + String.join("\",\"", tags) + "\"")
                + "]}";
    }

    @Test
    void tagsComeInAsciiOrder() {
        for (String tag : new String[] {"b", "a", "B", "10", "9", "_"}) {
            client.pushImage("app", tag, LAYER);
        }
        assertThat(client.send("GET", "/v2/app/tags/list").text()).isEqualTo(tags("10", "9", "B", "_", "a", "b"));
    }

    @Test
    void tagsComeInPagesThatLinkToTheNext() {
        for (String tag : new String[] {"a", "b", "c"}) {
            client.pushImage("app", tag, LAYER);
        }
        Answer first = client.send("GET", "/v2/app/tags/list?n=2");
        assertThat(first.text()).isEqualTo(tags("a", "b"));
        assertThat(first.header("Link")).isEqualTo("</v2/app/tags/list?n=2&last=b>; rel=\"next\"");
        Answer second = client.send("GET", "/v2/app/tags/list?n=2&last=b");
        assertThat(second.text()).isEqualTo(tags("c"));
        assertThat(second.has("Link")).isFalse();
        assertThat(client.send("GET", "/v2/app/tags/list?last=aa").text()).isEqualTo(tags("b", "c"));
    }

    @Test
    void aPageOfNoneIsEmptyAndHasNoNext() {
        client.pushImage("app", "a", LAYER);
        Answer answer = client.send("GET", "/v2/app/tags/list?n=0");
        assertThat(answer.text()).isEqualTo(tags());
        assertThat(answer.has("Link")).isFalse();
        Answer catalog = client.send("GET", "/v2/_catalog?n=0");
        assertThat(catalog.text()).isEqualTo("{\"repositories\":[]}");
        assertThat(catalog.has("Link")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "", "1.5", "0x1"})
    void aPageSizeThatIsNoneIsRefused(String n) {
        client.pushImage("app", "a", LAYER);
        assertThat(client.send("GET", "/v2/app/tags/list?n=" + n).status()).isEqualTo(400);
    }

    @Test
    void tagsOfAnUnknownRepositoryAreNotFound() {
        Answer answer = client.send("GET", "/v2/nobody/tags/list");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("NAME_UNKNOWN");
    }

    @Test
    void aRepositoryWithoutTagsHasAnEmptyList() {
        client.pushImage("app", "a", LAYER);
        client.send("DELETE", "/v2/app/manifests/a");
        assertThat(client.send("GET", "/v2/app/tags/list").text()).isEqualTo(tags());
    }

    @Test
    void theCatalogListsAllRepositories() {
        for (String name : new String[] {"team/b", "team", "a/b/c", "team/tags/list"}) {
            client.pushImage(name, "v1", LAYER);
        }
        client.push("only-blobs", LAYER);
        assertThat(client.send("GET", "/v2/_catalog").text())
                .isEqualTo("{\"repositories\":[\"a/b/c\",\"team\",\"team/b\",\"team/tags/list\"]}");
        Answer page = client.send("GET", "/v2/_catalog?n=1&last=a/b/c");
        assertThat(page.text()).isEqualTo("{\"repositories\":[\"team\"]}");
        assertThat(page.header("Link")).isEqualTo("</v2/_catalog?n=1&last=team>; rel=\"next\"");
    }

    @Test
    void namesThatLookLikePathsOfTheApiWork() {
        for (String name : new String[] {"a/tags/list", "b/manifests/c", "blobs/uploads", "d/blobs/e"}) {
            Digest digest = client.pushImage(name, "v1", LAYER);
            assertThat(client.send("HEAD", "/v2/" + name + "/manifests/v1").header("Docker-Content-Digest"))
                    .isEqualTo(digest.toString());
            assertThat(client.send("GET", "/v2/" + name + "/tags/list").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void referrersOfWhateverIsUnknownAreAnEmptyIndex() {
        Answer answer = client.send("GET", "/v2/app/referrers/" + Digest.of(Digest.Algorithm.SHA256, LAYER));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo(Client.INDEX);
        assertThat(answer.text())
                .isEqualTo("{\"schemaVersion\":2,\"mediaType\":\"" + Client.INDEX + "\",\"manifests\":[]}");
    }

    @Test
    void anArtifactIsListedWithItsSubject() {
        Digest subject = client.pushImage("app", "v1", LAYER);
        String artifact = Client.artifact("application/vnd.example.sbom", client.push("app", EMPTY), subject);
        Answer pushed = client.putManifest("app", "sbom", artifact);
        assertThat(pushed.header("OCI-Subject")).isEqualTo(subject.toString());
        String list = client.send("GET", "/v2/app/referrers/" + subject).text();
        assertThat(list)
                .contains("\"digest\":\"" + pushed.header("Docker-Content-Digest") + "\"")
                .contains("\"size\":" + artifact.length())
                .contains("\"artifactType\":\"application/vnd.example.sbom\"")
                .contains("\"annotations\":{\"made.by\":\"a test\"}");
    }

    @Test
    void referrersAreFilteredByTheirType() {
        Digest subject = Digest.of(Digest.Algorithm.SHA256, LAYER);
        Digest empty = client.push("app", EMPTY);
        client.pushManifest("app", "a", Client.artifact("application/vnd.a", empty, subject));
        client.pushManifest("app", "b", Client.artifact("application/vnd.b", empty, subject));
        Answer answer = client.send("GET", "/v2/app/referrers/" + subject + "?artifactType=application/vnd.b");
        assertThat(answer.header("OCI-Filters-Applied")).isEqualTo("artifactType");
        assertThat(answer.text()).contains("application/vnd.b").doesNotContain("application/vnd.a");
    }

    @Test
    void theTypeOfAnArtifactWithoutOneIsThatOfItsConfig() {
        Digest subject = Digest.of(Digest.Algorithm.SHA256, LAYER);
        String artifact =
                Client.artifact("x/y", client.push("app", EMPTY), subject).replace("\"artifactType\":\"x/y\",", "");
        client.pushManifest("app", "a", artifact);
        assertThat(client.send("GET", "/v2/app/referrers/" + subject).text())
                .contains("\"artifactType\":\"application/vnd.oci.empty.v1+json\"");
    }

    @Test
    void aDeletedArtifactIsNotListed() {
        Digest subject = Digest.of(Digest.Algorithm.SHA256, LAYER);
        Digest artifact = client.pushManifest("app", "a", Client.artifact("x/y", client.push("app", EMPTY), subject));
        client.send("DELETE", "/v2/app/manifests/" + artifact);
        assertThat(client.send("GET", "/v2/app/referrers/" + subject).text()).contains("\"manifests\":[]");
    }

    @Test
    void whatOldClientsListUnderATagIsListedToo() {
        Digest subject = Digest.of(Digest.Algorithm.SHA256, LAYER);
        Digest image = client.pushImage("app", "signature", LAYER);
        String index = """
                {"schemaVersion":2,"mediaType":"%s","manifests":[
                 {"mediaType":"%s","digest":"%s","size":5,"artifactType":"application/vnd.old"}]}""".formatted(Client.INDEX, Client.IMAGE, image);
        client.pushManifest("app", "sha256-" + subject.hex(), index);
        assertThat(client.send("GET", "/v2/app/referrers/" + subject).text())
                .contains(image.toString())
                .contains("application/vnd.old");
    }

    @Test
    void theTagOfALongDigestHasItsFirst64Digits() {
        Digest subject = Digest.of(Digest.Algorithm.SHA512, LAYER);
        Digest image = client.pushImage("app", "signature", LAYER);
        String index = """
                {"schemaVersion":2,"mediaType":"%s","manifests":[{"mediaType":"%s","digest":"%s","size":5}]}""".formatted(Client.INDEX, Client.IMAGE, image);
        Answer pushed = client.putManifest("app", "sha512-" + subject.hex().substring(0, 64), index);
        assertThat(pushed.header("Warning")).isEqualTo("""
                299 - "this registry lists referrers itself: no index of them has to be kept under a tag\"""");
        assertThat(client.send("GET", "/v2/app/referrers/" + subject).text()).contains(image.toString());
    }

    /** A client that pushes a lot must not bring the server down. */
    @Test
    void manyReferrersWithManyAnnotationsComeInPages() throws IOException {
        Digest subject = Digest.of(Digest.Algorithm.SHA256, LAYER);
        Digest empty = client.push("app", EMPTY);
        String filler = "x".repeat(50_000);
        Set<String> pushed = new TreeSet<>();
        for (int i = 0; i < 80; i++) {
            String artifact = Client.artifact("application/vnd." + i % 2, empty, subject)
                    .replace("\"made.by\"", "\"a\":\"" + i + filler + "\",\"b\":\"" + filler + "\",\"made.by\"");
            pushed.add(client.pushManifest("app", "a" + i, artifact).toString());
        }
        Set<String> listed = new TreeSet<>();
        String next = "/v2/app/referrers/" + subject + "?artifactType=application%2Fvnd.0";
        while (!next.isEmpty()) {
            Answer page = client.send("GET", next);
            assertThat(page.body().length).isLessThan(4 << 20);
            JsonMapper.builder().build().readTree(page.body()).path("manifests").forEach(each -> {
                assertThat(each.path("annotations").size()).isEqualTo(1);
                listed.add(each.path("digest").asText());
            });
            next = page.has("Link") ? page.header("Link").replaceAll("^<|>.*", "") : "";
        }
        assertThat(listed).hasSize(40).isSubsetOf(pushed);
        assertThat(client.send("GET", "/v2/app/referrers/" + subject).header("Link"))
                .matches("</v2/app/referrers/" + subject + "\\?last=sha256%3A[0-9a-f]{64}>; rel=\"next\"");
    }
}
