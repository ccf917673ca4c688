package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.http.Client.Answer;
import dev.tardigrade.registry.http.message.Pace;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import dev.tardigrade.registry.upstream.UpstreamRules;
import dev.tardigrade.registry.upstream.wire.Patience;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Upstreams that always send a little. */
final class PullThroughSlowTest {

    private static final byte[] BLOB = "x".repeat(10_000_000).getBytes(UTF_8);
    private static final String LAYER = "/blobs/" + Digest.of(Digest.Algorithm.SHA256, BLOB);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration ENOUGH = Duration.ofSeconds(60);

    private FakeUpstream there;

    @BeforeEach
    void start() throws IOException {
        there = new FakeUpstream();
    }

    @AfterEach
    void stop() {
        there.close();
    }

    private RunningRegistry here(Patience patience) throws IOException {
        return RunningRegistry.with(
                MemoryStorage.open(Clock.systemUTC()).objects(),
                TestOptions.usual()
                        .pullingThrough(new UpstreamRules(
                                List.of(there.below("hub", Duration.ZERO)), patience, Duration.ZERO)));
    }

    /** A byte each time, and never the last one before the test is over. */
    private static FakeUpstream.Script trickle() {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", Client.IMAGE);
            exchange.sendResponseHeaders(200, BLOB.length);
            OutputStream out = exchange.getResponseBody();
            for (byte each : BLOB) {
                out.write(each);
                out.flush();
                pause();
            }
        };
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as("%s", answer.text()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).matches("[0-9]+");
    }

    @Test
    void aDocumentThatNeverEndsIsGivenUp() throws IOException {
        there.on("/v2/app/manifests/1", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", Client.IMAGE);
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                pause();
            }
        });
        try (RunningRegistry here = here(new Patience(ENOUGH, ENOUGH, SHORT, ENOUGH, ENOUGH))) {
            assertUnavailable(here.client().send("GET", "/v2/hub/app/manifests/1"));
        }
    }

    @Test
    void aBlobThatComesByTheByteIsGivenUp() throws IOException {
        there.on("/v2/app" + LAYER, trickle());
        try (RunningRegistry here = here(new Patience(ENOUGH, ENOUGH, ENOUGH, SHORT, ENOUGH))) {
            assertUnavailable(here.client().send("GET", "/v2/hub/app" + LAYER));
        }
    }

    private void hangs(String repository) {
        there.on("/v2/" + repository + LAYER, exchange -> {
            exchange.sendResponseHeaders(200, BLOB.length);
            exchange.getResponseBody().write(BLOB, 0, 10);
            exchange.getResponseBody().flush();
            there.hang();
        });
    }

    /** Somebody who waits for it until the upstream is gone. */
    private Future<Integer> waits(ExecutorService clients, RunningRegistry here, String repository) throws Exception {
        hangs(repository);
        Future<Integer> waiting = clients.submit(
                () -> here.client().send("GET", "/v2/hub/" + repository + LAYER).status());
        while (there.asked("GET", "/v2/" + repository + LAYER) == 0 && !waiting.isDone()) {
            pause();
        }
        return waiting;
    }

    @Test
    void nobodyWaitsForEverForWhatAnotherOneFetches() throws Exception {
        try (RunningRegistry here = here(new Patience(ENOUGH, ENOUGH, ENOUGH, ENOUGH, SHORT));
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = waits(clients, here, "app");
            assertUnavailable(here.client().send("GET", "/v2/hub/app" + LAYER));
            assertThat(first.isDone()).isFalse();
            there.close();
            assertThat(first.get()).isEqualTo(503);
        }
        assertThat(there.asked("GET", "/v2/app" + LAYER)).isEqualTo(1);
    }

    @Test
    void whoWaitsForAnUpstreamLeavesRoomForAllElse() throws Exception {
        ServerLimits two = new ServerLimits(100, 2, ENOUGH, ENOUGH, Pace.DEFAULT);
        TestOptions options = TestOptions.usual()
                .within(two)
                .pullingThrough(
                        new UpstreamRules(List.of(there.below("hub", Duration.ZERO)), Patience.DEFAULT, Duration.ZERO));
        try (RunningRegistry here = RunningRegistry.with(
                        MemoryStorage.open(Clock.systemUTC()).objects(), options);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = waits(clients, here, "app");
            assertUnavailable(here.client().send("GET", "/v2/hub/other" + LAYER));
            here.client().pushImage("mine", "1", "a layer".getBytes(UTF_8));
            assertThat(here.client().send("GET", "/v2/mine/manifests/1").status())
                    .isEqualTo(200);
            there.close();
            assertThat(first.get()).isEqualTo(503);
        }
    }
}
