package dev.tardigrade.e2e.storj;

import static dev.tardigrade.e2e.storj.Place.allAtOnce;
import static dev.tardigrade.e2e.storj.Place.assertDoneOrTold;
import static dev.tardigrade.e2e.storj.Place.assertTold;
import static dev.tardigrade.e2e.storj.Place.awaitDone;
import static dev.tardigrade.e2e.storj.Place.awaitTold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.StorjExtension;
import dev.tardigrade.e2e.beds.StorjFaults;
import dev.tardigrade.e2e.beds.StorjFaults.Link;
import dev.tardigrade.e2e.beds.StorjNetwork;
import dev.tardigrade.e2e.beds.StorjNetwork.Option;
import dev.tardigrade.e2e.image.Layer;
import dev.tardigrade.e2e.storj.Place.Pushed;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The gateway and the network behind it fail in each of their ways. Clients are told within the registry's time limits to come again, or are
 * served from what it has in memory; it serves again by itself when the cause is gone; nothing that was published is lost. All at the same time,
 * for most of it is waiting, those that take longest first; a test that breaks the network has one of its own.
 */
@Tag("storj")
@ExtendWith(StorjExtension.class)
@TestMethodOrder(OrderAnnotation.class)
final class GatewayFaultsIT extends LimitFaults {

    private static final long MIB = 1 << 20;

    @Order(1)
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void clientsAreToldInTimeAndServedAgainAfterwards(Trouble trouble) throws Exception {
        String name = trouble.name().toLowerCase(Locale.ROOT).replace('_', '-');
        try (StorjNetwork storj = StorjNetwork.start();
                Place place = Place.start(storj, name, folder)) {
            Pushed before = place.push("before/" + name);
            trouble.begin(place.gateway(), storj.faults());
            try {
                Instant end = Instant.now().plus(trouble.time());
                do {
                    allAtOnce(requestsOf(place, before));
                    place.awaitUnready();
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

    @Execution(ExecutionMode.CONCURRENT)
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

    @Execution(ExecutionMode.CONCURRENT)
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
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void whenTheSatelliteLimitsTheRateClientsAreServedOrTold(StorjNetwork storj) throws Exception {
        try (Place place = Place.start(storj, "rate", folder)) {
            Layer layer = place.push("rate/image").layer();
            List<Layer> others =
                    Stream.generate(() -> Layer.fresh(MIB)).limit(10).toList();
            others.forEach(other -> place.client().pushWhole("rate/image", other));
            await().atMost(Duration.ofMinutes(3)).until(() -> {
                allAtOnce(others.stream()
                        .<ThrowingCallable>map(other ->
                                () -> assertDoneOrTold(() -> place.client().pushManifest("rate/image", "1", other)))
                        .toList());
                return place.registry().s3Requests("429") > 0;
            });

            place.client().pullBlob("rate/image", layer);
            place.pull(place.push("rate/after"));
        }
    }

    /** All requests of a project together, here 10 a second: each push and pull needs about thirty. */
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void whenTheProjectHasUsedUpItsRequestsClientsAreServedOrTold() throws Exception {
        try (StorjNetwork storj = StorjNetwork.start(Option.LOW_RATE);
                Place place = Place.start(storj, "requests", folder)) {
            Pushed before = place.push("requests/before");
            await().atMost(Duration.ofMinutes(3)).until(() -> {
                allAtOnce(Collections.nCopies(
                        8, () -> assertDoneOrTold(() -> place.pull(place.push("requests/" + UUID.randomUUID())))));
                return place.registry().s3Requests("429") > 0;
            });

            place.awaitHealed();
            awaitDone(() -> place.pull(before));
            awaitDone(() -> place.pull(place.push("requests/after")));
        }
    }

    /** Two pieces are needed to read and three to write; of four nodes three have one at least, for the slowest is not waited for. */
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void whenStorageNodesAreLostWhatCanBeReadIsAndAllIsWhenTheyAreBack() throws Exception {
        try (StorjNetwork storj = StorjNetwork.start(Option.NODE_LINKS);
                Place place = Place.start(storj, "nodes", folder)) {
            StorjFaults faults = storj.faults();
            Pushed image = place.push("nodes/image");

            faults.node(0, Link.REFUSE);
            place.pull(image);
            place.pull(place.push("nodes/one-lost"));

            faults.node(1, Link.REFUSE);
            assertDoneOrTold(() -> place.client().pullBlob(image.repository(), image.layer()));
            awaitTold(() -> place.push("nodes/two-lost"));

            faults.node(2, Link.REFUSE);
            awaitTold(() -> place.client().pullBlob(image.repository(), image.layer()));
            place.client().pullManifest(image.repository(), "1", image.layer());
            assertThat(place.registry().readiness()).isEqualTo(200);

            faults.node(2, Link.UP);
            faults.node(1, Link.UP);
            place.pull(image);
            place.pull(place.push("nodes/back"));
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aSilentStorageNodeIsDoneWithout() throws Exception {
        try (StorjNetwork storj = StorjNetwork.start(Option.NODE_LINKS);
                Place place = Place.start(storj, "silent-node", folder)) {
            Pushed image = place.push("nodes/image");
            storj.faults().node(3, Link.HANG);
            try {
                place.client().pullBlob(image.repository(), image.layer());
                place.pull(place.push("nodes/one-silent"));
            } finally {
                storj.faults().node(3, Link.UP);
            }
        }
    }
}
