package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.http.Client.Answer;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import dev.tardigrade.registry.upstream.Upstream;
import dev.tardigrade.registry.upstream.UpstreamRules;
import dev.tardigrade.registry.upstream.wire.Patience;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images of another registry of ours, pulled through this one. */
final class PullThroughWireTest {

    private static final byte[] LAYER = "a layer of the upstream".getBytes(UTF_8);
    private static final String HERE = "/v2/docker.io/library/nginx";
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration NONE = Duration.ZERO;

    private RunningRegistry there;

    @BeforeEach
    void start() throws IOException {
        there = RunningRegistry.start();
    }

    @AfterEach
    void stop() {
        there.close();
    }

    private RunningRegistry here(Duration ttl) throws IOException {
        return through(FakeUpstream.upstream(address(there), "docker.io", ttl));
    }

    static URI address(RunningRegistry registry) {
        return URI.create("http://127.0.0.1:" + registry.address().getPort());
    }

    static RunningRegistry through(Upstream upstream) throws IOException {
        return RunningRegistry.with(
                MemoryStorage.open(Clock.systemUTC()).objects(),
                TestOptions.usual()
                        .pullingThrough(new UpstreamRules(List.of(upstream), Patience.DEFAULT, Duration.ZERO)));
    }

    private static String digestOf(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.header("Docker-Content-Digest");
    }

    private static Digest digest(byte[] content) {
        return Digest.of(Digest.Algorithm.SHA256, content);
    }

    @Test
    void anImageIsServedFromTheBucketOnceItWasPulled() throws IOException {
        Digest image = there.client().pushImage("library/nginx", "1", LAYER);
        try (RunningRegistry here = here(NONE)) {
            Client client = here.client();
            assertThat(digestOf(client.send("HEAD", HERE + "/manifests/1"))).isEqualTo(image.toString());
            Answer manifest = client.send("GET", HERE + "/manifests/1");
            assertThat(manifest.body())
                    .isEqualTo(there.client()
                            .send("GET", "/v2/library/nginx/manifests/1")
                            .body());
            assertThat(manifest.header("Content-Type")).isEqualTo(Client.IMAGE);
            assertThat(client.send("GET", HERE + "/blobs/" + digest(LAYER)).body())
                    .isEqualTo(LAYER);

            there.close();
            assertThat(digestOf(client.send("GET", HERE + "/manifests/1"))).isEqualTo(image.toString());
            assertThat(digestOf(client.send("GET", HERE + "/manifests/" + image)))
                    .isEqualTo(image.toString());
            assertThat(client.send("GET", HERE + "/blobs/" + digest(LAYER), "Range", "bytes=2-6")
                            .text())
                    .isEqualTo("layer");
            assertThat(client.send("GET", HERE + "/tags/list").text()).contains("\"1\"");
            Answer never = client.send("GET", HERE + "/manifests/2");
            assertThat(never.status()).isEqualTo(503);
            assertThat(never.header("Retry-After")).isEqualTo("10");
            assertThat(never.text()).contains("UNAVAILABLE", "hub");
        }
    }

    @Test
    void whatIsAskedForIsCountedByWhereItCameFrom() throws IOException {
        there.client().pushImage("library/nginx", "1", LAYER);
        try (RunningRegistry here = here(NONE)) {
            for (String path : List.of("/manifests/1", "/manifests/1", "/blobs/" + digest(LAYER), "/manifests/none")) {
                here.client().send("GET", HERE + path);
            }
            there.close();
            here.client().send("GET", HERE + "/manifests/1");
            here.client().send("GET", HERE + "/manifests/2");
            String reads = "registry_upstream_reads_total{result=\"%s\",upstream=\"hub\"} %d.0";
            assertThat(here.metrics())
                    .contains(
                            reads.formatted("miss", 2),
                            reads.formatted("hit", 1),
                            reads.formatted("unknown", 1),
                            reads.formatted("stale", 1),
                            reads.formatted("failed", 1))
                    .doesNotContain("registry_upstream_received_bytes_total{upstream=\"hub\"} 0.0")
                    .contains("registry_upstream_received_bytes_total{upstream=\"hub\"} ");
        }
    }

    @Test
    void aTagIsAskedAnewWhenItsTimeIsOver() throws IOException {
        Digest first = there.client().pushImage("library/nginx", "1", LAYER);
        try (RunningRegistry asking = here(NONE);
                RunningRegistry keeping = here(LONG)) {
            assertThat(digestOf(asking.client().send("GET", HERE + "/manifests/1")))
                    .isEqualTo(first.toString());
            assertThat(digestOf(keeping.client().send("GET", HERE + "/manifests/1")))
                    .isEqualTo(first.toString());
            Digest second = there.client().pushImage("library/nginx", "1", "another".getBytes(UTF_8));

            assertThat(digestOf(asking.client().send("GET", HERE + "/manifests/1")))
                    .isEqualTo(second.toString());
            assertThat(digestOf(asking.client().send("GET", HERE + "/manifests/" + first)))
                    .isEqualTo(first.toString());
            assertThat(digestOf(keeping.client().send("GET", HERE + "/manifests/1")))
                    .isEqualTo(first.toString());

            there.client().send("DELETE", "/v2/library/nginx/manifests/1");
            assertThat(asking.client().send("GET", HERE + "/manifests/1").status())
                    .isEqualTo(404);
            assertThat(keeping.client().send("GET", HERE + "/manifests/1").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void theImagesOfAnIndexAreFetchedWhenTheyAreAskedFor() throws IOException {
        Digest image = there.client().pushImage("app", "part", LAYER);
        String index = """
                {"schemaVersion":2,"mediaType":"%s","manifests":[
                 {"mediaType":"%s","digest":"%s","size":1,"platform":{"os":"linux","architecture":"amd64"}}]}""".formatted(Client.INDEX, Client.IMAGE, image);
        Digest whole = there.client().pushManifest("app", "all", index);
        try (RunningRegistry here = here(LONG)) {
            Client client = here.client();
            assertThat(digestOf(client.send("GET", "/v2/docker.io/app/manifests/all")))
                    .isEqualTo(whole.toString());
            assertThat(digestOf(client.send("GET", "/v2/docker.io/app/manifests/" + image)))
                    .isEqualTo(image.toString());
        }
    }

    @Test
    void askingForABlobDoesNotFetchIt() throws IOException {
        there.client().pushImage("library/nginx", "1", LAYER);
        try (RunningRegistry here = here(LONG)) {
            String path = HERE + "/blobs/" + digest(LAYER);
            Answer head = here.client().send("HEAD", path);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(LAYER.length));
            there.close();
            assertThat(here.client().send("GET", path).status()).isEqualTo(503);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /manifests/none, 404, MANIFEST_UNKNOWN",
        "GET, /manifests/sha256:0000000000000000000000000000000000000000000000000000000000000000, 404, MANIFEST_UNKNOWN",
        "GET, /blobs/sha256:0000000000000000000000000000000000000000000000000000000000000000, 404, BLOB_UNKNOWN",
        "PUT, /manifests/mine, 405, UNSUPPORTED",
        "POST, /blobs/uploads/, 405, UNSUPPORTED",
    })
    void whatIsNotThereOrNotAllowedIsTold(String method, String path, int status, String code) throws IOException {
        try (RunningRegistry here = here(LONG)) {
            Answer answer = here.client().send(method, HERE + path);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text()).contains(code, "hub");
            here.client().pushImage("mine", "1", LAYER);
        }
    }

    @Test
    void whatIsDeletedIsFetchedAgain() throws IOException {
        Digest image = there.client().pushImage("library/nginx", "1", LAYER);
        try (RunningRegistry here = here(LONG)) {
            assertThat(digestOf(here.client().send("GET", HERE + "/manifests/1")))
                    .isEqualTo(image.toString());
            assertThat(here.client()
                            .send("DELETE", HERE + "/manifests/" + image)
                            .status())
                    .isEqualTo(202);
            assertThat(digestOf(here.client().send("GET", HERE + "/manifests/1")))
                    .isEqualTo(image.toString());
        }
    }

    @Test
    void mirrorsOfContainerdNameTheRegistryInTheQuery() throws IOException {
        Digest image = there.client().pushImage("library/nginx", "1", LAYER);
        try (RunningRegistry here = here(LONG)) {
            Client client = here.client();
            Answer manifest = client.send("HEAD", "/v2/library/nginx/manifests/1?ns=docker.io");
            assertThat(digestOf(manifest)).isEqualTo(image.toString());
            assertThat(manifest.header("OCI-Namespace")).isEqualTo("docker.io");
            Answer layer = client.send("GET", "/v2/library/nginx/blobs/" + digest(LAYER) + "?ns=docker.io");
            assertThat(layer.body()).isEqualTo(LAYER);
            assertThat(layer.header("OCI-Namespace")).isEqualTo("docker.io");
            Answer elsewhere = client.send("GET", "/v2/library/nginx/manifests/1?ns=ghcr.io");
            assertThat(elsewhere.status()).isEqualTo(404);
            assertThat(elsewhere.has("OCI-Namespace")).isFalse();
        }
    }
}
