package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.testing.storage.StoreKind;
import dev.tardigrade.testing.storage.TestStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that do the same at the same time, at two replicas that do not know each other. */
final class RaceWireTest {

    private static final int CLIENTS = 8;

    /** What each client got, by its number; even ones ask one replica, odd ones the other. */
    private interface Work {
        int status(Client client, int number);
    }

    private static List<Integer> together(RunningRegistry one, RunningRegistry other, Work work)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = IntStream.range(0, CLIENTS)
                    .mapToObj(i -> threads.submit(() -> work.status((i % 2 == 0 ? one : other).client(), i)))
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> each : all) {
                statuses.add(each.get());
            }
            return statuses;
        }
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void everybodyWhoPushesOneBlobSucceeds(StoreKind kind)
            throws IOException, InterruptedException, ExecutionException {
        byte[] blob = "the same for all".repeat(1000).getBytes(UTF_8);
        Digest digest = Digest.of(Digest.Algorithm.SHA256, blob);
        try (TestStore store = kind.open();
                RunningRegistry one = RunningRegistry.start(store.objects());
                RunningRegistry other = RunningRegistry.start(store.objects())) {
            assertThat(together(
                            one,
                            other,
                            (client, i) -> client.send("PUT", client.begin("app-" + i / 4) + "?digest=" + digest, blob)
                                    .status()))
                    .containsOnly(201);
            for (String path : List.of("/v2/app-0/blobs/" + digest, "/v2/app-1/blobs/" + digest)) {
                assertThat(one.client().send("GET", path).body()).isEqualTo(blob);
                assertThat(other.client().send("GET", path).body()).isEqualTo(blob);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void aTagThatAllMoveNamesOneOfTheirImagesWhole(StoreKind kind)
            throws IOException, InterruptedException, ExecutionException {
        byte[] blob = "{}".getBytes(UTF_8);
        try (TestStore store = kind.open();
                RunningRegistry one = RunningRegistry.start(store.objects());
                RunningRegistry other = RunningRegistry.start(store.objects())) {
            Digest digest = one.client().push("app", blob);
            assertThat(together(
                            one,
                            other,
                            (client, i) -> client.putManifest("app", "v1", image(digest, i))
                                    .status()))
                    .containsOnly(201);
            try (RunningRegistry fresh = RunningRegistry.start(store.objects())) {
                Client.Answer answer = fresh.client().send("GET", "/v2/app/manifests/v1");
                assertThat(IntStream.range(0, CLIENTS).mapToObj(i -> image(digest, i)))
                        .contains(answer.text());
                assertThat(answer.header("Docker-Content-Digest"))
                        .isEqualTo(Digest.of(Digest.Algorithm.SHA256, answer.body())
                                .toString());
            }
        }
    }

    private static String image(Digest blob, int number) {
        return Client.image(blob, 2, blob, 2).replace("\"schemaVersion\"", "\"x\":" + number + ",\"schemaVersion\"");
    }
}
