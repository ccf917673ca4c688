package dev.tardigrade.registry.notifications;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings events to one receiver, in their order, one at a time. What it does not take for now is tried again until it does; what it refuses for
 * good is not. Those that wait are bounded: further ones are dropped.
 */
final class Courier {

    /** Events that wait at most. */
    static final int CAPACITY = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 20;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Receiver receiver;
    private final EventWriter writer;
    private final HttpClient http;
    private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final Thread thread;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean closing;
    private volatile boolean underWay;

    private Courier(Receiver receiver, EventWriter writer, HttpClient http) {
        this.receiver = receiver;
        this.writer = writer;
        this.http = http;
        this.thread =
                Thread.ofVirtual().name("notifications-" + receiver.name()).unstarted(this::work);
    }

    static Courier start(Receiver receiver, EventWriter writer, HttpClient http) {
        Courier courier = new Courier(receiver, writer, http);
        courier.thread.start();
        return courier;
    }

    /** What came of a try. */
    private enum Outcome {
        DELIVERED,
        REFUSED,
        FAILED
    }

    void accept(Event event) {
        if (receiver.wants(event) && !waiting.offer(event) && dropped.getAndIncrement() % CAPACITY == 0) {
            LOG.error("notifications to {} are dropped: {} wait already", receiver.name(), CAPACITY);
        }
    }

    private void work() {
        try {
            while (!closing || !waiting.isEmpty()) {
                Event event = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (event != null) {
                    underWay = true;
                    deliverOrGiveUp(event);
                    underWay = false;
                }
            }
        } catch (InterruptedException _) {
            // The process ends, and the receiver did not take them in time.
            dropped.addAndGet(waiting.size() + (underWay ? 1L : 0L));
        }
    }

    /** What cannot even be sent must not end the thread, and with it all that comes after. */
    private void deliverOrGiveUp(Event event) throws InterruptedException {
        try {
            deliver(event);
        } catch (RuntimeException e) {
            refused.incrementAndGet();
            LOG.error(
                    "an event for the receiver of notifications {} cannot be sent, and is given up: {}",
                    receiver.name(),
                    e.getClass().getSimpleName());
        }
    }

    private void deliver(Event event) throws InterruptedException {
        byte[] body = writer.write(event, receiver.format());
        int failures = 0;
        while (true) {
            switch (post(body, failures)) {
                case DELIVERED -> {
                    delivered.incrementAndGet();
                    return;
                }
                case REFUSED -> {
                    refused.incrementAndGet();
                    return;
                }
                case FAILED -> {
                    failed.incrementAndGet();
                    failures++;
                    Thread.sleep(pause(failures));
                }
            }
        }
    }

    private Duration pause(int failures) {
        if (failures < receiver.threshold()) {
            return receiver.pause().dividedBy(receiver.threshold());
        }
        int doublings = Math.min(failures - receiver.threshold(), MOST_DOUBLINGS);
        Duration pause = receiver.pause().multipliedBy(1L << doublings);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private Outcome post(byte[] body, int failures) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(receiver.url())
                .timeout(receiver.timeout())
                .header("Content-Type", receiver.format().contentType())
                .POST(BodyPublishers.ofByteArray(body));
        receiver.headers().forEach((name, value) -> request.setHeader(name, value.reveal()));
        try {
            HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
            // What it says is not read: it may never end.
            answer.body().close();
            return outcome(answer.statusCode(), failures);
        } catch (IOException e) {
            tell(failures, e.getClass().getSimpleName());
            return Outcome.FAILED;
        }
    }

    private Outcome outcome(int status, int failures) {
        if (status / 100 == 2) {
            return Outcome.DELIVERED;
        }
        if (status / 100 == 5 || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS) {
            tell(failures, "status " + status);
            return Outcome.FAILED;
        }
        LOG.error("the receiver of notifications {} refuses an event with status {}", receiver.name(), status);
        return Outcome.REFUSED;
    }

    /** Once for each event, and not its address, in which there may be a secret. */
    private void tell(int failures, String reason) {
        if (failures == 0) {
            LOG.warn(
                    "the receiver of notifications {} does not take an event, which is tried again: {}",
                    receiver.name(),
                    reason);
        }
    }

    int pending() {
        return waiting.size() + (underWay ? 1 : 0);
    }

    long delivered() {
        return delivered.get();
    }

    long failed() {
        return failed.get();
    }

    long refused() {
        return refused.get();
    }

    long dropped() {
        return dropped.get();
    }

    /** Takes no more, and lets those that wait go out. */
    void close() {
        closing = true;
    }

    /** Waits for its end until then, and gives up the rest. */
    void awaitEnd(Duration patience) {
        try {
            if (!thread.join(patience)) {
                thread.interrupt();
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            thread.interrupt();
        }
    }
}
