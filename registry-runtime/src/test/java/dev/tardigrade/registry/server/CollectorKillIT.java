package dev.tardigrade.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.gc.CollectionRules;
import dev.tardigrade.registry.gc.Collector;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.lease.LeaseTerms;
import dev.tardigrade.registry.lease.Pace;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.testing.s3.S3Call;
import dev.tardigrade.testing.s3.S3Operation;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import dev.tardigrade.testing.s3.Stops.Moment;
import dev.tardigrade.testing.s3.Stops.Stop;
import dev.tardigrade.testing.storage.TestStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that collects garbage is killed at each of its steps, beside a replica that serves. What is used stays, and others end what it began. */
@Tag("kill")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CollectorKillIT {

    private static final CollectionRules RULES =
            new CollectionRules(Duration.ofHours(2), false, 1000, LeaseTerms.DEFAULT);

    /** After which a round is mature, and what a dead collector has announced is over. */
    private static final Duration NEXT = Duration.ofHours(3);

    /** Until bytes are gone of which only a membership was unreferenced at first, and the rounds are tidied away. */
    private static final int PASSES = 5;

    private final S3TestServer s3 =
            S3TestServer.start(S3Profile.storj().withoutRateLimits()).withBucket("images");
    private final Storage storage = TestStorage.open(s3.access(), "images");

    @TempDir
    private static Path folder;

    private ReplicaProgram replica;
    private int number;

    /** At which call the collector is killed. */
    enum Step {
        CANDIDATES(0, S3Operation.PUT_OBJECT, ".candidates"),
        MARK(0, S3Operation.PUT_OBJECT, "/marked"),
        ANNOUNCEMENT(1, S3Operation.PUT_OBJECT, ".deleting"),
        DELETION(1, S3Operation.DELETE_OBJECTS, ""),
        REPORT(1, S3Operation.PUT_OBJECT, ".done"),
        END(1, S3Operation.PUT_OBJECT, "/swept"),
        END_OF_THE_ROUND(2, S3Operation.DELETE_OBJECT, "/marked"),
        TIDYING(2, S3Operation.DELETE_OBJECTS, "");

        private final int passesBefore;
        private final S3Operation operation;
        private final String keyEnd;

        Step(int passesBefore, S3Operation operation, String keyEnd) {
            this.passesBefore = passesBefore;
            this.operation = operation;
            this.keyEnd = keyEnd;
        }

        private boolean is(S3Call call) {
            return call.operation() == operation && call.key().endsWith(keyEnd);
        }
    }

    @BeforeAll
    void start() throws IOException {
        String peer = "127.0.0.1:" + ReplicaProgram.freePort();
        replica = ReplicaProgram.of(folder, "replica", s3.access(), peer, peer);
        replica.start();
    }

    @AfterAll
    void stop() {
        replica.close();
        storage.close();
        s3.close();
    }

    @ParameterizedTest
    @EnumSource
    void isKilledBefore(Step step) throws IOException, InterruptedException {
        othersEndWhatItBegan(step, Moment.BEFORE);
    }

    @ParameterizedTest
    @EnumSource
    void isKilledAfter(Step step) throws IOException, InterruptedException {
        othersEndWhatItBegan(step, Moment.AFTER);
    }

    private void othersEndWhatItBegan(Step step, Moment moment) throws IOException, InterruptedException {
        number++;
        PushingClient client = new PushingClient("g" + number, number);
        byte[] unused = new PushingClient("unused", -number).layer();
        client.pushBase(replica);
        client.pushImage(replica);
        client.pushWhole(replica, unused);
        for (int pass = step.passesBefore; pass > 0; pass--) {
            collect(NEXT.multipliedBy(-pass));
        }
        killAt(step, moment);
        assertThat(client.tagged(replica)).contains(client.image());
        for (int pass = 1; pass <= PASSES; pass++) {
            collect(NEXT.multipliedBy(pass));
        }
        assertThat(client.tagged(replica)).contains(client.image());
        assertThat(client.isReferrer(replica)).isTrue();
        String hex = PushingClient.digest(unused).hex();
        assertThat(keys()).noneMatch(key -> key.endsWith(hex));
        client.pushWhole(replica, unused);
        assertThat(client.has(replica, unused)).isTrue();
    }

    private void collect(Duration fromNow) {
        Pace pace = Pace.steady(Clock.offset(Clock.systemUTC(), fromNow));
        var _ = new Collector(storage.objects(), new BucketLayout(KeyPrefix.ROOT), RULES, pace, UUID::randomUUID).run();
    }

    private void killAt(Step step, Moment moment) throws IOException, InterruptedException {
        try (Stop stop = s3.stops().at(moment, step::is, 1)) {
            Process collector = replica.collect();
            try {
                assertThat(stop.await(Duration.ofSeconds(60)))
                        .as("the call was made")
                        .isTrue();
            } finally {
                collector.destroyForcibly();
                assertThat(collector.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        storage.objects().list(KeyPrefix.ROOT, object -> keys.add(object.key().value()));
        return keys;
    }
}
