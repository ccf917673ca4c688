package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.storage.StoreKind;
import dev.tardigrade.testing.storage.TestStore;
import dev.tardigrade.testing.storage.Upkeep;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that do the same at the same time, at two replicas that do not know each other. */
final class RaceWireTest {

    private static final int CLIENTS = 8;

    /** Of clients with large blobs. */
    private static final int FEW = 4;

    @TempDir
    private Path folder;

    /** What each client got, by its number; even ones ask one replica, odd ones the other. */
    private interface Work {
        int status(Client client, int number);
    }

    private static List<Integer> together(RunningRegistry one, RunningRegistry other, Work work)
            throws InterruptedException, ExecutionException {
        return together(CLIENTS, one, other, work);
    }

    private static List<Integer> together(int clients, RunningRegistry one, RunningRegistry other, Work work)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = IntStream.range(0, clients)
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

    /** Each has stored all of its parts, under a name of their own, before the first one says where the blob is. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofALargeBlobOneCopyStays(boolean atomicCreate) throws IOException, InterruptedException, ExecutionException {
        S3Profile storj = S3Profile.storj().withoutRateLimits();
        byte[] blob = new byte[20 << 20];
        new Random(20).nextBytes(blob);
        BucketLayout layout = new BucketLayout(TestOptions.PREFIX);
        try (TestStore store = TestStore.on(atomicCreate ? storj : storj.withRacingCreates())) {
            ObjectStore raced = racing(store.objects(), layout.blobRecords(), FEW);
            try (RunningRegistry one = RunningRegistry.start(raced);
                    RunningRegistry other = RunningRegistry.start(raced)) {
                assertThat(together(FEW, one, other, (client, i) -> {
                            Digest digest = client.pushInChunks("app-" + i, blob, blob.length);
                            String image = Client.image(digest, blob.length, digest, blob.length);
                            return client.putManifest("app-" + i, "v1", image).status();
                        }))
                        .containsOnly(201);
            }
            assertThat(copies(store.objects(), layout)).isEqualTo(FEW);
            Upkeep upkeep = new Upkeep(store.objects(), layout, folder);
            for (int hours = 3; hours <= 9; hours += 3) {
                upkeep.collect(Duration.ofHours(hours));
            }
            upkeep.sweep();
            // Who was told to be first, although others were too, has a membership that names a copy of its own.
            assertThat(copies(store.objects(), layout)).isBetween(1, atomicCreate ? 1 : FEW);
            try (RunningRegistry fresh = RunningRegistry.start(store.objects())) {
                for (int i = 0; i < FEW; i++) {
                    String path = "/v2/app-" + i + "/blobs/" + Digest.of(Digest.Algorithm.SHA256, blob);
                    assertThat(fresh.client().send("GET", path).body()).isEqualTo(blob);
                }
            }
        }
    }

    private static int copies(ObjectStore store, BucketLayout layout) {
        List<ObjectKey> streamed = new ArrayList<>();
        store.list(layout.streamed(), object -> streamed.add(object.key()));
        return streamed.size();
    }

    /** Holds the first writers below a prefix until so many are there. */
    private static ObjectStore racing(ObjectStore store, KeyPrefix prefix, int writers) {
        CountDownLatch all = new CountDownLatch(writers);
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("put")
                            && ((ObjectKey) arguments[0]).value().startsWith(prefix.value())) {
                        all.countDown();
                        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
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
