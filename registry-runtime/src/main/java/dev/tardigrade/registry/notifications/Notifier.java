package dev.tardigrade.registry.notifications;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.ToLongFunction;

/** Tells all receivers of events, without keeping anybody waiting. */
public final class Notifier implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** For what still waits when the process ends. */
    private static final Duration LAST = Duration.ofSeconds(5);

    private final HttpClient http;
    private final List<Courier> couriers;

    private Notifier(HttpClient http, List<Courier> couriers) {
        this.http = http;
        this.couriers = List.copyOf(couriers);
    }

    /**
     * Starts to wait for events.
     *
     * @param instance names this process
     */
    public static Notifier start(List<Receiver> receivers, String instance) {
        return start(receivers, instance, InstantSource.system());
    }

    /** @param clock by which events grow old */
    static Notifier start(List<Receiver> receivers, String instance, InstantSource clock) {
        // A redirect could lead anywhere, with the headers that are for the receiver alone.
        HttpClient http = HttpClient.newBuilder()
                .followRedirects(Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
        EventWriter writer = new EventWriter(instance);
        return new Notifier(
                http,
                receivers.stream()
                        .map(receiver -> new Courier(receiver, writer, http, clock))
                        .toList());
    }

    /** Whether anybody is told anything. */
    public boolean hasReceivers() {
        return !couriers.isEmpty();
    }

    /** Tells those who want to know. */
    public void accept(Event event) {
        couriers.forEach(courier -> courier.accept(event));
    }

    /** Events that wait. */
    public long pending() {
        return sum(Courier::pending);
    }

    /** Events that a receiver took. */
    public long delivered() {
        return sum(Courier::delivered);
    }

    /** Tries that failed, and were repeated. */
    public long failed() {
        return sum(Courier::failed);
    }

    /** Events that a receiver refused for good. */
    public long refused() {
        return sum(Courier::refused);
    }

    /** Events that nobody was told of, for too many waited or the process ended. */
    public long dropped() {
        return sum(Courier::dropped);
    }

    /** Events that were given up because they had waited too long. */
    public long expired() {
        return sum(Courier::expired);
    }

    private long sum(ToLongFunction<Courier> count) {
        return couriers.stream().mapToLong(count).sum();
    }

    /** Gives those that wait some seconds more. */
    @Override
    public void close() {
        couriers.forEach(Courier::close);
        long end = System.nanoTime() + LAST.toNanos();
        couriers.forEach(courier -> courier.awaitEnd(end));
        http.close();
    }
}
