package dev.tardigrade.e2e.storj;

import static dev.tardigrade.e2e.storj.Place.assertTold;
import static dev.tardigrade.e2e.storj.Place.awaitDone;
import static dev.tardigrade.e2e.storj.Place.awaitTold;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.e2e.beds.StorjFaults.Limit;
import dev.tardigrade.e2e.beds.StorjNetwork;
import dev.tardigrade.e2e.storj.Gateway.Answer;
import dev.tardigrade.e2e.storj.Place.Pushed;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What a project may use is used up, or its grant or key is taken away: what the gateway says of it, and what clients of the registry are told. The
 * satellite looks at these about once a minute, so each is waited for.
 */
abstract class LimitFaults {

    @TempDir
    Path folder;

    @Order(2)
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void whenTheProjectIsFullPushesAreToldAndWhenItHasNoTrafficLeftPullsAre() throws Exception {
        try (StorjNetwork storj = StorjNetwork.start();
                Place place = Place.start(storj, "quota", folder)) {
            Pushed image = place.push("quota/image");
            assertThat(place.gateway().put("/quota/fact")).isEqualTo(200);

            storj.faults().limit(Limit.STORAGE, "1KiB");
            awaitTold(() -> place.push("quota/full"));
            assertRefused(place, "PUT", "/quota/other", "StorageLimitExceeded");
            place.pull(image);

            storj.faults().limit(Limit.STORAGE, "1TB");
            storj.faults().limit(Limit.BANDWIDTH, "1KiB");
            awaitTold(() -> place.client().pullBlob(image.repository(), image.layer()));
            assertRefused(place, "GET", "/quota/fact", "BandwidthLimitExceeded");
            awaitDone(() -> place.push("quota/again"));
            assertThat(place.registry().readiness()).isEqualTo(200);
        }
    }

    /** A pod may have to start at any time: for a drained node, an upgrade, a renewed grant. */
    @Order(2)
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aServerThatStartsInAFullProjectServesPullsAndDeletes() throws Exception {
        try (StorjNetwork storj = StorjNetwork.start();
                Place before = Place.start(storj, "full", folder)) {
            Pushed image = before.push("full/image");
            Pushed old = before.push("full/old");
            storj.faults().limit(Limit.STORAGE, "1KiB");
            awaitTold(() -> before.push("full/other"));

            try (Place place = before.succeeded("full", folder, "QuotaExceeded")) {
                place.pull(image);
                place.client().delete(old.repository(), old.layer());
                assertTold(() -> place.push("full/other"));

                storj.faults().limit(Limit.STORAGE, "1TB");
                awaitDone(() -> place.push("full/other"));
                place.succeeded("full", folder, "Ready").close();
            }
        }
    }

    @Order(3)
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void whenTheProjectHasNoSegmentsLeftPushesAreToldAndWhenItsKeyIsDeletedAllAre() throws Exception {
        try (StorjNetwork storj = StorjNetwork.start();
                Place place = Place.start(storj, "segments", folder)) {
            Pushed image = place.push("segments/image");

            storj.faults().limit(Limit.SEGMENTS, "1");
            awaitTold(() -> place.push("segments/full"));
            assertRefused(place, "PUT", "/segments/other", "SegmentsLimitExceeded");
            place.pull(image);

            storj.faults().deleteApiKey();
            awaitTold(() -> place.client().pullBlob(image.repository(), image.layer()));
            assertRefused(place, "GET", "/segments/registry.json", "AccessDenied");
            place.awaitUnready();
        }
    }

    @Order(4)
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void whenTheGrantIsRevokedClientsAreToldAndTheServerIsNotReady() throws Exception {
        try (StorjNetwork storj = StorjNetwork.start()) {
            String grant = OperatorProgram.restrict(storj.grant(), "--bucket", "revoked");
            revokeUnder(storj, grant);
        }
    }

    private void revokeUnder(StorjNetwork storj, String grant) throws Exception {
        try (Place place = Place.start(grant, "revoked", folder)) {
            Pushed image = place.push("revoked/image");

            storj.faults().revoke(grant);
            awaitTold(() -> place.client().pullBlob(image.repository(), image.layer()));
            assertTold(() -> place.push("revoked/late"));
            assertRefused(place, "GET", "/revoked/registry.json", "AccessDenied");
            place.awaitUnready();
        }
    }

    /** What the gateway itself says, which the registry goes by. */
    private static void assertRefused(Place place, String method, String path, String code) {
        Answer answer = place.gateway().call(method, path, "--data-binary", "hello");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>" + code + "</Code>");
    }
}
