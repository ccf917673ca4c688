package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.http.Client.Answer;
import dev.tardigrade.registry.http.FakeUpstream.Script;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Secret;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import dev.tardigrade.registry.upstream.Upstream;
import dev.tardigrade.registry.upstream.UpstreamRules;
import dev.tardigrade.registry.upstream.wire.Login;
import dev.tardigrade.registry.upstream.wire.Patience;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Upstreams that fail, or are up to no good. */
final class PullThroughFaultsTest {

    private static final byte[] BLOB = "x".repeat(10_000).getBytes(UTF_8);
    private static final Digest DIGEST = Digest.of(Digest.Algorithm.SHA256, BLOB);
    private static final byte[] MANIFEST =
            Client.image(DIGEST, BLOB.length, DIGEST, BLOB.length).getBytes(UTF_8);
    private static final Digest IMAGE = Digest.of(Digest.Algorithm.SHA256, MANIFEST);
    private static final String TAG = "/v2/app/manifests/1";
    private static final String LAYER = "/v2/app/blobs/" + DIGEST;
    private static final Login LOGIN = new Login("me", new Secret("pass word"));
    private static final String BASIC = "Basic bWU6cGFzcyB3b3Jk";
    private static final Duration SHORT = Duration.ofMillis(300);

    private FakeUpstream there;

    @BeforeEach
    void start() throws IOException {
        there = new FakeUpstream();
    }

    @AfterEach
    void stop() {
        there.close();
    }

    private static RunningRegistry through(Upstream upstream, Patience patience) throws IOException {
        return RunningRegistry.with(
                MemoryStorage.open(Clock.systemUTC()).objects(),
                TestOptions.usual().pullingThrough(new UpstreamRules(List.of(upstream), patience, Duration.ZERO)));
    }

    private RunningRegistry here(Login... login) throws IOException {
        return through(there.below("hub", Duration.ZERO, login), Patience.DEFAULT);
    }

    private static String below(String path) {
        return path.replace("/v2/", "/v2/hub/");
    }

    private static Script manifest() {
        return FakeUpstream.content(MANIFEST, "Content-Type", Client.IMAGE, "Docker-Content-Digest", IMAGE.toString());
    }

    private static Answer get(RunningRegistry registry, String path) {
        return registry.client().send("GET", below(path));
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as("%s: %s", answer, answer.text()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).matches("[0-9]+");
        assertThat(answer.text()).contains("UNAVAILABLE", "hub");
    }

    @ParameterizedTest
    @CsvSource({"429, 429, 7", "503, 503, 7", "500, 503, 7", "502, 503, 7"})
    void whatIsKeptIsServedWhileTheUpstreamFails(int status, int told, String retry) throws IOException {
        try (RunningRegistry here = here()) {
            there.on(TAG, FakeUpstream.status(status, "Retry-After", retry));
            Answer cold = get(here, TAG);
            assertThat(cold.status()).isEqualTo(told);
            assertThat(cold.header("Retry-After")).isEqualTo(retry);

            there.on(TAG, manifest());
            assertThat(get(here, TAG).status()).isEqualTo(200);
            there.on(TAG, FakeUpstream.status(status, "Retry-After", retry));
            assertThat(get(here, TAG).body()).isEqualTo(MANIFEST);
        }
    }

    @Test
    void anUnchangedTagCostsOneHead() throws IOException {
        there.on(TAG, manifest());
        try (RunningRegistry here = here()) {
            get(here, TAG);
            get(here, TAG);
            get(here, TAG);
        }
        assertThat(there.asked("GET", TAG)).isEqualTo(1);
        assertThat(there.asked("HEAD", TAG)).isEqualTo(2);
    }

    @Test
    void aBlobThatBreaksOffLeavesNothing() throws IOException {
        there.on(LAYER, exchange -> {
            exchange.sendResponseHeaders(200, BLOB.length);
            exchange.getResponseBody().write(BLOB, 0, 5000);
            exchange.getResponseBody().flush();
            throw new IOException("as the test wants");
        });
        try (RunningRegistry here = here()) {
            assertUnavailable(get(here, LAYER));
            there.on(LAYER, FakeUpstream.content(BLOB));
            assertThat(get(here, LAYER).body()).isEqualTo(BLOB);
            there.on(LAYER, FakeUpstream.status(500));
            assertThat(get(here, LAYER).body()).isEqualTo(BLOB);
        }
    }

    @Test
    void otherBytesThanThoseOfTheDigestAreNotKept() throws IOException {
        byte[] other = BLOB.clone();
        other[77] = 'y';
        there.on(LAYER, FakeUpstream.content(other));
        there.on("/v2/app/manifests/" + DIGEST, manifest());
        there.on(
                TAG,
                FakeUpstream.content(MANIFEST, "Content-Type", Client.IMAGE, "Docker-Content-Digest", "" + DIGEST));
        try (RunningRegistry here = here()) {
            assertUnavailable(get(here, LAYER));
            assertUnavailable(get(here, "/v2/app/manifests/" + DIGEST));
            assertUnavailable(get(here, TAG));
            there.on(LAYER, FakeUpstream.content(BLOB));
            assertThat(get(here, LAYER).body()).isEqualTo(BLOB);
        }
    }

    @Test
    void whatIsNoManifestIsNotKept() throws IOException {
        there.on(TAG, FakeUpstream.content("<html>log in</html>".getBytes(UTF_8), "Content-Type", "text/html"));
        there.on("/v2/app/manifests/2", FakeUpstream.content(MANIFEST, "Content-Type", Client.INDEX));
        try (RunningRegistry here = here()) {
            assertUnavailable(get(here, TAG));
            assertUnavailable(get(here, "/v2/app/manifests/2"));
            assertThat(here.client().send("GET", "/v2/hub/app/tags/list").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void aBodyWithoutEndIsGivenUp() throws IOException {
        Script endless = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", Client.IMAGE);
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            byte[] piece = new byte[1 << 20];
            Arrays.fill(piece, (byte) ' ');
            while (true) {
                out.write(piece);
            }
        };
        there.on(TAG, endless).on(LAYER, endless);
        try (RunningRegistry here = here()) {
            assertUnavailable(get(here, TAG));
            assertUnavailable(get(here, LAYER));
        }
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedForForLong() throws IOException {
        there.on(TAG, _ -> there.hang());
        there.on(LAYER, exchange -> {
            exchange.sendResponseHeaders(200, BLOB.length);
            exchange.getResponseBody().write(BLOB, 0, 10);
            exchange.getResponseBody().flush();
            there.hang();
        });
        Upstream hub = there.below("hub", Duration.ZERO);
        Duration enough = Duration.ofSeconds(30);
        try (RunningRegistry silent = through(hub, new Patience(SHORT, enough, enough, enough, enough));
                RunningRegistry slow = through(hub, new Patience(enough, SHORT, enough, enough, enough))) {
            assertUnavailable(get(silent, TAG));
            assertUnavailable(get(slow, LAYER));
        }
    }

    @Test
    void credentialsDoNotFollowARedirectToAnotherHost() throws IOException {
        try (FakeUpstream storage = new FakeUpstream().on("/bytes", FakeUpstream.content(BLOB));
                RunningRegistry here = here(LOGIN)) {
            there.on(LAYER, exchange -> {
                boolean known = exchange.getRequestHeaders().containsKey("Authorization");
                (known
                                ? FakeUpstream.status(
                                        307,
                                        "Location",
                                        storage.url("localhost")
                                                .resolve("/bytes")
                                                .toString())
                                : FakeUpstream.status(401, "WWW-Authenticate", "Basic realm=\"x\""))
                        .answer(exchange);
            });
            assertThat(get(here, LAYER).body()).isEqualTo(BLOB);
            assertThat(there.requests())
                    .extracting(FakeUpstream.Request::authorization)
                    .containsExactly(Optional.empty(), Optional.of(BASIC));
            assertThat(storage.requests())
                    .extracting(FakeUpstream.Request::authorization)
                    .containsExactly(Optional.empty());
        }
    }

    @Test
    void aTokenIsGotOnceAndAgainWhenItHasRunOut() throws IOException {
        AtomicInteger tokens = new AtomicInteger();
        AtomicInteger valid = new AtomicInteger(1);
        there.on(
                "/token",
                exchange -> FakeUpstream.content(
                                ("{\"token\":\"t" + tokens.incrementAndGet() + "\",\"expires_in\":60}").getBytes(UTF_8))
                        .answer(exchange));
        there.on(TAG, exchange -> {
            List<String> shown = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
            String challenge = "Bearer realm=\"" + there.url("127.0.0.1") + "/token\",service=\"s,1\"";
            (shown.equals(List.of("Bearer t" + valid))
                            ? manifest()
                            : FakeUpstream.status(401, "WWW-Authenticate", challenge))
                    .answer(exchange);
        });
        try (RunningRegistry here = here(LOGIN)) {
            assertThat(get(here, TAG).status()).isEqualTo(200);
            assertThat(get(here, TAG).status()).isEqualTo(200);
            assertThat(tokens).hasValue(1);
            valid.set(2);
            assertThat(get(here, TAG).status()).isEqualTo(200);
            assertThat(get(here, TAG).status()).isEqualTo(200);
            assertThat(tokens).hasValue(2);
            there.on("/token", FakeUpstream.status(401));
            assertUnavailable(refused(here));
        }
        assertThat(there.requests().stream().filter(each -> each.path().equals("/token")))
                .allSatisfy(each -> assertThat(each.authorization()).contains(BASIC));
    }

    private Answer refused(RunningRegistry here) {
        String path = "/v2/app/manifests/2";
        there.on(
                path,
                FakeUpstream.status(
                        401,
                        "WWW-Authenticate",
                        "Bearer realm=\"" + there.url("127.0.0.1") + "/token\",service=\"s\""));
        return get(here, path);
    }

    @Test
    void manyWhoAskAtOnceMakeOneReadOfTheUpstream() throws Exception {
        there.on(LAYER, FakeUpstream.content(BLOB)).on(TAG, manifest());
        try (RunningRegistry here = through(there.below("hub", Duration.ofHours(1)), Patience.DEFAULT);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = IntStream.range(0, 60)
                    .mapToObj(i -> clients.submit(
                            () -> get(here, i % 2 == 0 ? LAYER : TAG).status()))
                    .toList();
            for (Future<Integer> each : answers) {
                assertThat(each.get()).isEqualTo(200);
            }
        }
        assertThat(there.asked("GET", LAYER)).isEqualTo(1);
        assertThat(there.asked("GET", TAG)).isEqualTo(1);
    }
}
