package dev.tardigrade.registry.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.registry.model.RepositoryName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class NotifierTest {

    private static final int EVENTS = 1200;

    /** Somebody is there, and never answers. */
    @Test
    void whatAReceiverDoesNotTakeIsBoundedAndCounted() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Notifier notifier = Notifier.start(List.of(receiver(silent.getLocalPort())), "test");
            for (int i = 0; i < EVENTS; i++) {
                notifier.accept(event(EventAction.PUSH));
            }
            assertThat(notifier.pending()).isBetween(1L, 1001L);
            assertThat(notifier.dropped()).isBetween(EVENTS - 1001L, EVENTS - 1000L);
            await().until(() -> notifier.failed() > 0);
            notifier.close();
            assertThat(notifier.dropped()).isEqualTo(EVENTS);
            assertThat(notifier.delivered()).isZero();
        }
    }

    /** The client throws what is no {@link IOException} for a port that no address has. */
    @Test
    void whatCannotBeSentIsGivenUpAndTheNextOneTried() {
        try (Notifier notifier = Notifier.start(List.of(receiver(70_000)), "test")) {
            notifier.accept(event(EventAction.PUSH));
            notifier.accept(event(EventAction.DELETE));
            await().until(() -> notifier.refused() == 2 && notifier.pending() == 0);
            assertThat(notifier.failed()).isZero();
        }
    }

    @Test
    void whatAReceiverDoesNotWantIsNoEventForIt() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Notifier notifier = Notifier.start(List.of(receiver(silent.getLocalPort())), "test")) {
            notifier.accept(event(EventAction.PULL));
            assertThat(notifier.pending()).isZero();
        }
    }

    private static Receiver receiver(int port) {
        return new Receiver(
                "silent",
                URI.create("http://127.0.0.1:" + port + "/"),
                Map.of(),
                Duration.ofMillis(200),
                1,
                Duration.ofMillis(10),
                Set.of(EventAction.PULL),
                Set.of(),
                EventFormat.DOCKER);
    }

    private static Event event(EventAction action) {
        return new Event(
                UUID.randomUUID(),
                Instant.EPOCH,
                action,
                new Event.Target(
                        RepositoryName.parse("team/app"),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new Event.Cause("1", "127.0.0.1", Optional.empty(), "PUT", Optional.empty()),
                Optional.empty());
    }
}
