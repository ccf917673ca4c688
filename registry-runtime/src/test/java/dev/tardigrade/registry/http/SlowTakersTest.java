package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.registry.http.message.Pace;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.testing.storage.StoreKind;
import dev.tardigrade.testing.storage.TestStore;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients that take a blob slowly, which is larger than what the system takes in for them. */
final class SlowTakersTest {

    private static final byte[] BLOB = bytes(16 << 20);

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** Serves {@link #BLOB} to one client. */
    private static final class Pull implements AutoCloseable {

        private final TestStore store = StoreKind.MEMORY.open();
        private final RunningRegistry registry;
        private final Socket socket = new Socket();
        private long taken;

        Pull(Duration idle, Pace pace) throws IOException {
            Digest digest;
            try (RunningRegistry other = RunningRegistry.start(store.objects())) {
                digest = other.client().push("app", BLOB);
            }
            registry = RunningRegistry.with(
                    store.objects(), TestOptions.usual().within(new ServerLimits(100, 2, Duration.ZERO, idle, pace)));
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(30_000);
            socket.connect(registry.address());
            String head = "GET /v2/app/blobs/" + digest + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(US_ASCII));
            socket.getOutputStream().flush();
        }

        void take(int most) {
            try {
                taken += socket.getInputStream().readNBytes(most).length;
            } catch (IOException _) {
                // The server has given it up.
            }
        }

        /** With what has left the server already. */
        void takeAll() {
            while (true) {
                long before = taken;
                take(1 << 20);
                if (taken == before) {
                    return;
                }
            }
        }

        void awaitEnd() {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> registry.metrics()
                            .lines()
                            .anyMatch(line -> line.startsWith("registry_http_requests_seconds_count")
                                    && line.contains("kind=\"blob\",method=\"GET\"")));
        }

        @Override
        public void close() throws IOException {
            socket.close();
            registry.close();
            store.close();
        }
    }

    @Test
    void whoTakesTooSlowlyIsGivenUp() throws Exception {
        try (Pull pull = new Pull(Duration.ofMinutes(1), new Pace(1 << 20, Duration.ofMillis(100)));
                ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor()) {
            var taking = drip.scheduleAtFixedRate(() -> pull.take(4096), 0, 20, TimeUnit.MILLISECONDS);
            pull.awaitEnd();
            taking.cancel(false);
            drip.submit(pull::takeAll).get();
            assertThat(pull.taken).isPositive().isLessThan(BLOB.length);
        }
    }

    @Test
    void whoTakesNothingIsGivenUp() throws IOException {
        try (Pull pull = new Pull(Duration.ofSeconds(2), Pace.DEFAULT)) {
            pull.awaitEnd();
            pull.takeAll();
            assertThat(pull.taken).isLessThan(BLOB.length);
        }
    }

    @Test
    void whoKeepsThePaceGetsAll() throws Exception {
        try (Pull pull = new Pull(Duration.ofMinutes(1), new Pace(1000, Duration.ofMillis(100)));
                ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor()) {
            var taking = drip.scheduleAtFixedRate(() -> pull.take(1 << 20), 0, 20, TimeUnit.MILLISECONDS);
            pull.awaitEnd();
            taking.cancel(false);
            drip.submit(pull::takeAll).get();
            assertThat(pull.taken).isGreaterThan(BLOB.length);
        }
    }
}
