package dev.tardigrade.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.server.KillPoints.Point;
import dev.tardigrade.registry.server.KillPoints.Survivor;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import dev.tardigrade.testing.s3.Stops.Stop;
import dev.tardigrade.testing.storage.TestStorage;
import dev.tardigrade.testing.storage.Upkeep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two replicas in processes of their own. One is killed while it serves a client, at a call that the store holds back; then the client goes on
 * with the same replica, which was started again, or with the other one.
 */
@Tag("kill")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KillIT {

    private final S3TestServer s3 =
            S3TestServer.start(S3Profile.storj().withoutRateLimits()).withBucket("images");
    private final Storage storage = TestStorage.open(s3.access(), "images");
    private final AtomicInteger repositories = new AtomicInteger();
    private final PushingClient kept = new PushingClient("kept", 0);

    @TempDir
    private static Path folder;

    private ReplicaProgram victim;
    private ReplicaProgram other;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        String here = "127.0.0.1:" + ReplicaProgram.freePort();
        String there = "127.0.0.1:" + ReplicaProgram.freePort();
        victim = ReplicaProgram.of(folder, "victim", s3.access(), here, here + "," + there);
        other = ReplicaProgram.of(folder, "other", s3.access(), there, here + "," + there);
        victim.start();
        kept.pushImage(victim);
        // The first end in order writes an archive of classes, which makes all later starts fast.
        victim.stop();
        other.start();
        victim.start();
    }

    @AfterAll
    void stop() {
        victim.close();
        other.close();
        storage.close();
        s3.close();
    }

    /** So that the memory of this process need not hold what all of them push. */
    @AfterEach
    void clean() {
        List<ObjectKey> all = new ArrayList<>();
        storage.objects().list(KeyPrefix.ROOT, object -> {
            if (object.key().value().matches("data/uploads/.*|repos/r\\d.*")) {
                all.add(object.key());
            }
        });
        if (!all.isEmpty()) {
            storage.objects().deleteAll(all);
        }
        s3.forgetAborted();
    }

    static Stream<Point> points() {
        return KillPoints.all();
    }

    @ParameterizedTest
    @MethodSource("points")
    void nothingIsLostAndNothingIsHalfDone(Point point) throws IOException, InterruptedException {
        int number = repositories.incrementAndGet();
        PushingClient client = new PushingClient("r" + number, number);
        victim.start();
        point.action().prepare(client, victim);
        killAt(point, client);
        ReplicaProgram replica = survivor(point.survivor());
        assertThat(kept.tagged(replica)).contains(kept.image());
        point.action().check(client, replica);
        point.action().retry(client, replica);
        point.action().verify(client, replica);
        sweep();
        point.action().verify(client, replica);
        assertThat(kept.tagged(replica)).contains(kept.image());
    }

    private ReplicaProgram survivor(Survivor survivor) throws IOException {
        return switch (survivor) {
            case RESTARTED -> {
                victim.start();
                yield victim;
            }
            case OTHER -> other;
        };
    }

    private void killAt(Point point, PushingClient client) throws InterruptedException {
        try (Stop stop =
                s3.stops().at(point.moment(), point.call().which(), point.call().nth())) {
            Thread pushing = Thread.ofVirtual().start(() -> {
                try {
                    point.action().act(client, victim);
                } catch (IOException _) {
                    // As is to be expected of a client whose server is killed.
                }
            });
            assertThat(stop.await(Duration.ofSeconds(60)))
                    .as("the call was made")
                    .isTrue();
            victim.kill();
            pushing.join();
        }
    }

    /** As a replica would in a week. */
    private void sweep() {
        ObjectStore store = storage.objects();
        BucketLayout layout = new BucketLayout(KeyPrefix.ROOT);
        new Upkeep(store, layout, folder).sweep();
        List<Object> left = new ArrayList<>();
        store.list(layout.uploads(), left::add);
        store.listMultiparts(KeyPrefix.ROOT, left::add);
        assertThat(left).isEmpty();
        List<ObjectKey> streamed = new ArrayList<>();
        store.list(layout.streamed(), object -> streamed.add(object.key()));
        assertThat(streamed).hasSizeLessThanOrEqualTo(1);
        store.delete(layout.sweptUploads());
    }

    @ParameterizedTest
    @EnumSource
    void aStopLosesNoUpload(Survivor survivor) throws IOException, InterruptedException {
        victim.start();
        int number = repositories.incrementAndGet();
        PushingClient client = new PushingClient("r" + number, number);
        SlowUpload upload = SlowUpload.begin(victim, "r" + number, client.large());
        upload.send(20 << 20);
        // What is on its way is still taken within the drain time, at whose end the request is cut off.
        victim.stop();
        ReplicaProgram replica = survivor(survivor);
        assertThat(upload.position(replica)).isEqualTo(20L << 20);
        upload.finish(replica);
        assertThat(client.has(replica, client.large())).isTrue();
        upload.close();
    }
}
