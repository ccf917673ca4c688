package dev.tardigrade.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.storage.filesystem.FileStorage;
import dev.tardigrade.testing.storage.Upkeep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A server on files is killed at any moment of what a client does; then it is started again, and the client goes on. */
@Tag("kill")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FileKillIT {

    /** Of each action. */
    private static final int KILLS = Integer.getInteger("kill.rounds", 1);

    private final Random random = new Random();
    private final PushingClient kept = new PushingClient("kept", 0);

    @TempDir
    private static Path folder;

    private Path root;
    private ReplicaProgram server;
    private int repositories;

    @BeforeAll
    void start() throws IOException {
        root = Files.createDirectory(folder.resolve("data"));
        server = ReplicaProgram.onFiles(folder, root);
        server.start();
        kept.pushImage(server);
        // The first end in order writes an archive of classes, which makes all later starts fast.
        server.stop();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"STOP", "TAKE_OVER"})
    void nothingIsLostAndNothingIsHalfDone(KilledAction action) throws IOException, InterruptedException {
        server.start();
        PushingClient first = client();
        action.prepare(first, server);
        long begin = System.nanoTime();
        action.act(first, server);
        long whole = System.nanoTime() - begin;
        for (int i = 0; i < KILLS; i++) {
            Duration after = Duration.ofNanos(random.nextLong(whole));
            try {
                killAfter(after, action);
            } catch (IOException | AssertionError e) {
                throw new AssertionError("killed " + after + " after it had begun", e);
            }
        }
    }

    private PushingClient client() {
        repositories++;
        return new PushingClient("r" + repositories, repositories);
    }

    private void killAfter(Duration time, KilledAction action) throws IOException, InterruptedException {
        PushingClient client = client();
        action.prepare(client, server);
        Thread acting = Thread.ofVirtual().start(() -> {
            try {
                action.act(client, server);
            } catch (IOException _) {
                // As is to be expected of a client whose server is killed.
            }
        });
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
        server.kill();
        acting.join();
        server.start();
        action.check(client, server);
        action.retry(client, server);
        action.verify(client, server);
        sweep();
        action.verify(client, server);
        assertThat(kept.tagged(server)).contains(kept.image());
    }

    /** As the server would in a week. */
    private void sweep() throws IOException {
        Clock inAWeek = Clock.offset(Clock.systemUTC(), Upkeep.AGE);
        try (Storage storage = FileStorage.open(root, inAWeek)) {
            BucketLayout layout = new BucketLayout(KeyPrefix.ROOT);
            new Upkeep(storage.objects(), layout, folder).sweep();
            // So that the next sweep looks at all once more.
            storage.objects().delete(layout.sweptUploads());
        }
        for (String leftovers : new String[] {"%temporary", "%multipart", "uploads"}) {
            Path where = root.resolve(leftovers);
            if (Files.exists(where)) {
                try (Stream<Path> files = Files.walk(where)) {
                    assertThat(files.filter(Files::isRegularFile)).isEmpty();
                }
            }
        }
    }

    @Test
    void aStopLosesNoUpload() throws IOException {
        server.start();
        PushingClient client = client();
        try (SlowUpload upload = SlowUpload.begin(server, "r" + repositories, client.large())) {
            upload.send(20 << 20);
            // What is on its way is still taken within the drain time, at whose end the request is cut off.
            server.stop();
            server.start();
            assertThat(upload.position(server)).isEqualTo(20L << 20);
            upload.finish(server);
        }
        assertThat(client.has(server, client.large())).isTrue();
    }
}
