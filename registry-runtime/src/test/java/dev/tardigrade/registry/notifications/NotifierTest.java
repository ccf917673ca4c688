package dev.tardigrade.registry.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.tardigrade.registry.model.RepositoryName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class NotifierTest {

    private static final int EVENTS = 1200;

    /** On a machine that is busy an answer in time must not count as none: the event would come twice. */
    private static final Duration PATIENT = Duration.ofMinutes(1);

    /** Somebody is there, and never answers. */
    @Test
    void whatAReceiverDoesNotTakeIsBoundedAndCounted() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Notifier notifier = Notifier.start(List.of(receiver(silent.getLocalPort())), "test");
            for (int i = 0; i < EVENTS; i++) {
                notifier.accept(event(EventAction.PUSH));
            }
            assertThat(notifier.pending()).isEqualTo(1000);
            assertThat(notifier.dropped()).isEqualTo(EVENTS - 1000);
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

    @Test
    void pullsThatWaitDropNoPush() throws IOException {
        try (Answers answers = new Answers();
                Notifier notifier = Notifier.start(List.of(receiver(answers.port(), PATIENT, Set.of())), "test")) {
            answers.refuse("pull");
            for (int i = 0; i < EVENTS; i++) {
                notifier.accept(event(EventAction.PULL));
            }
            assertThat(notifier.dropped()).isEqualTo(EVENTS - 1000);
            for (EventAction change : List.of(EventAction.PUSH, EventAction.MOUNT, EventAction.DELETE)) {
                notifier.accept(event(change));
            }
            await().atMost(PATIENT).until(() -> notifier.delivered() == 3);
            assertThat(answers.taken()).containsExactly("push", "mount", "delete");
            assertThat(notifier.pending()).isEqualTo(1000);
        }
    }

    @Test
    void anEventThatAReceiverNeverTakesLetsOthersPassAndIsGivenUpWithAge() throws IOException {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        try (Answers answers = new Answers();
                Notifier notifier =
                        Notifier.start(List.of(receiver(answers.port(), PATIENT, Set.of())), "test", now::get)) {
            answers.refuse("push");
            notifier.accept(event(EventAction.PUSH));
            await().atMost(PATIENT).until(() -> notifier.failed() > 0);
            notifier.accept(event(EventAction.MOUNT));
            notifier.accept(event(EventAction.DELETE));
            await().atMost(PATIENT).until(() -> notifier.delivered() == 2);
            assertThat(answers.taken()).containsExactly("mount", "delete");
            assertThat(notifier.pending()).isEqualTo(1);

            now.set(Instant.EPOCH.plus(Duration.ofHours(24)));
            await().atMost(PATIENT).until(() -> notifier.expired() == 1);
            assertThat(notifier.pending()).isZero();
            assertThat(notifier.dropped()).isZero();
        }
    }

    @Test
    void anEventThatBreaksTheConnectionLetsOthersPass() throws IOException {
        try (Answers answers = new Answers();
                Notifier notifier = Notifier.start(List.of(receiver(answers.port(), PATIENT, Set.of())), "test")) {
            answers.breakOffAt("push");
            notifier.accept(event(EventAction.PUSH));
            notifier.accept(event(EventAction.MOUNT));
            notifier.accept(event(EventAction.DELETE));
            await().atMost(PATIENT).until(() -> notifier.delivered() == 2);
            assertThat(answers.taken()).containsExactly("mount", "delete");
            assertThat(notifier.pending()).isEqualTo(1);
        }
    }

    /** The first request waits until all events are there; from then on the order of requests is known: push, mount, push, mount. */
    @Test
    void whileNobodyAnswersAllStaysInItsOrder() throws IOException {
        try (Answers answers = new Answers();
                Notifier notifier = Notifier.start(List.of(receiver(answers.port(), PATIENT, Set.of())), "test")) {
            answers.breakOffTheFirst(4);
            for (EventAction change : List.of(EventAction.PUSH, EventAction.MOUNT, EventAction.DELETE)) {
                notifier.accept(event(change));
            }
            answers.begin();
            await().atMost(PATIENT).until(() -> notifier.delivered() == 3);
            assertThat(answers.taken()).containsExactly("push", "mount", "delete");
            assertThat(notifier.failed()).isEqualTo(4);
        }
    }

    /** A receiver that takes all actions but one for now, and breaks off what it is told to. */
    private static final class Answers implements AutoCloseable {

        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final List<String> taken = new CopyOnWriteArrayList<>();
        private final AtomicInteger toBreakOff = new AtomicInteger();
        private final CountDownLatch begun = new CountDownLatch(1);
        private volatile String refused = "";
        private volatile String broken = "";

        Answers() throws IOException {
            server.createContext("/", exchange -> {
                String action = new ObjectMapper()
                        .readTree(exchange.getRequestBody())
                        .at("/events/0/action")
                        .asText();
                if (action.equals(broken) || isToBreakOff()) {
                    exchange.close();
                    return;
                }
                boolean takes = !action.equals(refused);
                if (takes) {
                    taken.add(action);
                }
                exchange.sendResponseHeaders(takes ? 204 : 503, -1);
                exchange.close();
            });
            server.start();
        }

        void refuse(String action) {
            refused = action;
        }

        void breakOffAt(String action) {
            broken = action;
        }

        /** But none before {@link #begin}. */
        void breakOffTheFirst(int count) {
            toBreakOff.set(count);
        }

        void begin() {
            begun.countDown();
        }

        private boolean isToBreakOff() {
            if (toBreakOff.get() == 0) {
                return false;
            }
            try {
                begun.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return toBreakOff.getAndDecrement() > 0;
        }

        int port() {
            return server.getAddress().getPort();
        }

        List<String> taken() {
            return taken;
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private static Receiver receiver(int port) {
        return receiver(port, Duration.ofMillis(200), Set.of(EventAction.PULL));
    }

    private static Receiver receiver(int port, Duration timeout, Set<EventAction> ignored) {
        return new Receiver(
                "silent",
                URI.create("http://127.0.0.1:" + port + "/"),
                Map.of(),
                timeout,
                1,
                Duration.ofMillis(10),
                ignored,
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
