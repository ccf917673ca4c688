package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import dev.tardigrade.registry.upstream.UpstreamRules;
import dev.tardigrade.registry.upstream.wire.Patience;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upstream is not asked again for a while; here for an hour. */
final class PullThroughPauseTest {

    private static final byte[] BLOB = "bytes".getBytes(UTF_8);
    private static final Digest DIGEST = Digest.of(Digest.Algorithm.SHA256, BLOB);
    private static final String LAYER = "/blobs/" + DIGEST;
    private static final byte[] MANIFEST =
            Client.image(DIGEST, BLOB.length, DIGEST, BLOB.length).getBytes(UTF_8);

    private FakeUpstream there;
    private RunningRegistry here;

    @BeforeEach
    void start() throws IOException {
        there = new FakeUpstream();
        here = RunningRegistry.with(
                MemoryStorage.open(Clock.systemUTC()).objects(),
                TestOptions.usual()
                        .pullingThrough(new UpstreamRules(
                                List.of(there.below("hub", Duration.ZERO)), Patience.DEFAULT, Duration.ofHours(1))));
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    private int get(String path) {
        return ask("GET", path);
    }

    private int ask(String method, String path) {
        return here.client().send(method, "/v2/hub/app" + path).status();
    }

    private void keep(String tag) {
        there.on("/v2/app/manifests/" + tag, FakeUpstream.content(MANIFEST, "Content-Type", Client.IMAGE));
        assertThat(get("/manifests/" + tag)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/manifests/none",
                "/blobs/sha256:0000000000000000000000000000000000000000000000000000000000000000"
            })
    void whatIsAbsent(String path) {
        assertThat(get(path)).isEqualTo(404);
        assertThat(get(path)).isEqualTo(404);
        assertThat(ask("HEAD", path)).isEqualTo(404);
        assertThat(there.requests()).hasSize(1);
    }

    @Test
    void whatHasFailed() {
        there.on("/v2/app" + LAYER, FakeUpstream.status(500));
        assertThat(get(LAYER)).isEqualTo(503);
        assertThat(ask("HEAD", LAYER)).isEqualTo(503);
        assertThat(there.requests()).hasSize(1);
        assertThat(get("/manifests/1")).isEqualTo(404);
        assertThat(there.requests()).hasSize(2);
    }

    @Test
    void anythingWhereItWantsNoMoreRequests() {
        there.on("/v2/app" + LAYER, FakeUpstream.status(429, "Retry-After", "7"));
        assertThat(get(LAYER)).isEqualTo(429);
        assertThat(get("/manifests/1")).isEqualTo(429);
        assertThat(there.requests()).hasSize(1);
    }

    @Test
    void whereTagsPointWhileItFails() {
        keep("1");
        keep("2");
        there.on("/v2/app/manifests/1", FakeUpstream.status(502));
        assertThat(get("/manifests/1")).isEqualTo(200);
        assertThat(get("/manifests/2")).isEqualTo(200);
        assertThat(get("/manifests/1")).isEqualTo(200);
        assertThat(there.asked("HEAD", "/v2/app/manifests/1")).isEqualTo(1);
        assertThat(there.asked("HEAD", "/v2/app/manifests/2")).isZero();
    }

    @Test
    void aTagWhoseManifestIsOfNoUseAndThatOneAlone() {
        keep("1");
        keep("2");
        there.on("/v2/app/manifests/1", FakeUpstream.content(BLOB, "Content-Type", "text/html"));
        assertThat(get("/manifests/1")).isEqualTo(200);
        assertThat(get("/manifests/1")).isEqualTo(200);
        assertThat(there.asked("HEAD", "/v2/app/manifests/1")).isEqualTo(1);
        assertThat(get("/manifests/2")).isEqualTo(200);
        assertThat(there.asked("HEAD", "/v2/app/manifests/2")).isEqualTo(1);
    }
}
