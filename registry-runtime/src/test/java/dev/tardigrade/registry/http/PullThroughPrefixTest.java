package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import dev.tardigrade.registry.stream.Content;
import dev.tardigrade.registry.upstream.UpstreamRules;
import dev.tardigrade.registry.upstream.wire.Patience;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose images lie below the prefix of an upstream. */
final class PullThroughPrefixTest {

    private static final String TAG = "/v2/team/hub/app/manifests/1";
    private static final ObjectKey MARKER = new ObjectKey("images/upstreams/team+hub");

    private final ObjectStore store = MemoryStorage.open(Clock.systemUTC()).objects();
    private FakeUpstream there;

    @BeforeEach
    void start() throws IOException {
        there = serving("theirs");
    }

    @AfterEach
    void stop() {
        there.close();
    }

    private static byte[] image(String what) {
        Digest digest = Digest.of(Digest.Algorithm.SHA256, what.getBytes(UTF_8));
        return Client.image(digest, what.length(), digest, what.length()).getBytes(UTF_8);
    }

    private static FakeUpstream serving(String what) throws IOException {
        return new FakeUpstream()
                .on("/v2/app/manifests/1", FakeUpstream.content(image(what), "Content-Type", Client.IMAGE));
    }

    private RunningRegistry through(FakeUpstream upstream) throws IOException {
        return RunningRegistry.with(
                store,
                TestOptions.usual()
                        .pullingThrough(new UpstreamRules(
                                List.of(upstream.below("team/hub", Duration.ZERO)), Patience.DEFAULT, Duration.ZERO)));
    }

    @Test
    void whatWasPushedThereBeforeStaysAsItIs() throws IOException {
        Digest mine;
        try (RunningRegistry before = RunningRegistry.start(store)) {
            mine = before.client().pushImage("team/hub/app", "1", "mine".getBytes(UTF_8));
        }
        try (RunningRegistry here = through(there)) {
            assertThat(here.client().send("GET", TAG).header("Docker-Content-Digest"))
                    .isEqualTo(mine.toString());
            assertThat(here.client().send("GET", "/v2/team/hub/app/manifests/2").status())
                    .isEqualTo(404);
            here.client().pushImage("team/hub/app", "2", "mine, too".getBytes(UTF_8));
        }
        assertThat(there.requests()).isEmpty();
        assertThat(store.head(MARKER)).isEmpty();
    }

    @Test
    void repositoriesWhosePrefixIsOnlySimilarDoNotCount() throws IOException {
        try (RunningRegistry here = through(there)) {
            here.client().pushImage("team/hub", "1", "mine".getBytes(UTF_8));
            here.client().pushImage("team/hub-2/app", "1", "mine".getBytes(UTF_8));
            assertThat(here.client().send("GET", TAG).body()).isEqualTo(image("theirs"));
        }
        assertThat(store.head(MARKER)).isPresent();
    }

    @Test
    void imagesOfOneUpstreamAreNotMixedWithThoseOfAnother() throws IOException {
        try (RunningRegistry first = through(there)) {
            assertThat(first.client().send("GET", TAG).body()).isEqualTo(image("theirs"));
        }
        try (FakeUpstream other = serving("others")) {
            try (RunningRegistry second = through(other)) {
                assertThat(second.client().send("GET", TAG).body()).isEqualTo(image("theirs"));
                assertThat(second.client().send("PUT", TAG).status()).isEqualTo(405);
                assertThat(other.requests()).isEmpty();
            }
            // The remedy that the log tells, where the other address is that of the same registry.
            var _ = store.put(
                    MARKER,
                    Content.of((other.url("127.0.0.1") + "\n").getBytes(UTF_8)),
                    Optional.empty(),
                    PutMode.REPLACE);
            try (RunningRegistry third = through(other)) {
                assertThat(third.client().send("GET", TAG).body()).isEqualTo(image("others"));
            }
        }
    }
}
