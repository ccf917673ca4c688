package dev.tardigrade.e2e.storj;

import static dev.tardigrade.e2e.storj.Place.assertDoneOrTold;
import static dev.tardigrade.e2e.storj.Place.assertTold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.StorjExtension;
import dev.tardigrade.e2e.beds.StorjNetwork;
import dev.tardigrade.e2e.image.Layer;
import dev.tardigrade.e2e.storj.Place.Pushed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The gateway and the network behind it fail in each of their ways. Clients are told within the registry's time limits to come again, or are
 * served from what it has in memory; it serves again by itself when the cause is gone; nothing that was published is lost.
 */
@Tag("storj")
@ExtendWith(StorjExtension.class)
final class GatewayFaultsIT {

    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void clientsAreToldInTimeAndServedAgainAfterwards(Trouble trouble, StorjNetwork storj) throws Exception {
        String name = trouble.name().toLowerCase(Locale.ROOT).replace('_', '-');
        try (Place place = Place.start(storj, name, folder)) {
            Pushed before = place.push("before/" + name);
            trouble.begin(place.gateway(), storj.faults());
            try {
                Instant end = Instant.now().plus(trouble.time());
                do {
                    allAtOnce(requestsOf(place, before));
                    await().atMost(Duration.ofSeconds(30))
                            .until(() -> place.registry().readiness() == 503);
                } while (Instant.now().isBefore(end));
            } finally {
                trouble.end(place.gateway(), storj.faults());
            }

            place.awaitHealed();
            place.pull(before);
            place.pull(place.push("after/" + name));
        }
    }

    /** Those that need the storage, and the pull of an image that may be in memory. */
    private static List<ThrowingCallable> requestsOf(Place place, Pushed before) {
        Layer other = Layer.fresh(MIB);
        String repository = "/v2/" + before.repository();
        return List.of(
                () -> assertDoneOrTold(() -> place.pull(before)),
                () -> assertTold(() -> place.client().pullManifest(before.repository(), "other", other)),
                () -> assertTold(() -> place.client().pullBlob(before.repository(), other)),
                () -> assertTold(() -> place.client().pushWhole(before.repository(), other)),
                () -> assertTold(() -> place.client().pushStreamed(before.repository(), Layer.fresh(MIB))),
                () -> assertTold(() -> place.client().get(repository + "/tags/list")),
                () -> assertTold(() -> place.client().get("/v2/_catalog")),
                () -> assertTold(() -> place.client().get(repository + "/referrers/" + other.digest())));
    }

    private static void allAtOnce(List<ThrowingCallable> requests) throws ExecutionException, InterruptedException {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Throwable>> results = requests.stream()
                    .map(request -> clients.submit(() -> catchThrowable(request)))
                    .toList();
            for (Future<Throwable> result : results) {
                assertThat(result.get()).isNull();
            }
        }
    }

    @Test
    void aPushWhoseGatewayDiesIsToldAndIsDoneWhenItIsSentAgain(StorjNetwork storj) throws Exception {
        try (Place place = Place.start(storj, "cut-push", folder)) {
            Layer layer = Layer.fresh(100 * MIB);
            // The first part is on its way to the gateway when the last chunk comes.
            String session = place.client().beginWith("cut/push", layer, 90 * MIB);
            place.gateway().kill();
            assertTold(() -> place.client().endWith(session, layer, 90 * MIB));
            place.gateway().restart();

            place.awaitHealed();
            place.client().pushStreamed("cut/push", layer);
            place.client().pullBlob("cut/push", layer);
        }
    }

    @Test
    void aSlowGatewayIsWaitedFor(StorjNetwork storj) throws Exception {
        try (Place place = Place.start(storj, "slow", folder)) {
            Layer layer = Layer.fresh(20 * MIB);
            try (Slowness _ = new Slowness(place.gateway())) {
                place.pull(place.push("slow/image"));
                place.client().pushStreamed("slow/layer", layer);
            }
            place.client().pullBlob("slow/layer", layer);
        }
    }

    /** The satellite takes one write a second of a key, and answers others by 429: here of a tag, which many move at once. */
    @Test
    void whenTheSatelliteLimitsTheRateClientsAreServedOrTold(StorjNetwork storj) throws Exception {
        try (Place place = Place.start(storj, "rate", folder)) {
            Layer layer = place.push("rate/image").layer();
            List<Layer> others =
                    Stream.generate(() -> Layer.fresh(MIB)).limit(10).toList();
            others.forEach(other -> place.client().pushWhole("rate/image", other));
            allAtOnce(others.stream()
                    .<ThrowingCallable>map(other ->
                            () -> assertDoneOrTold(() -> place.client().pushManifest("rate/image", "1", other)))
                    .toList());
            assertThat(place.registry().s3Requests("429")).isPositive();

            place.client().pullBlob("rate/image", layer);
            place.pull(place.push("rate/after"));
        }
    }

    /** On a network of its own, for nodes do not come back. Two of four pieces are needed to read, three to write. */
    @Test
    void whenStorageNodesAreLostWhatCanBeReadIs() throws Exception {
        try (StorjNetwork storj = StorjNetwork.start();
                Place place = Place.start(storj, "nodes", folder)) {
            Pushed image = place.push("nodes/image");

            storj.faults().loseNode(0);
            place.pull(image);
            place.pull(place.push("nodes/one-lost"));

            storj.faults().loseNode(1);
            place.client().pullBlob(image.repository(), image.layer());
            assertTold(() -> place.push("nodes/two-lost"));

            storj.faults().loseNode(2);
            assertTold(() -> place.client().pullBlob(image.repository(), image.layer()));
            place.client().pullManifest(image.repository(), "1", image.layer());
            assertThat(place.registry().readiness()).isEqualTo(200);
        }
    }
}
