package dev.tardigrade.registry.cache;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads that must not be older than the wish for them, shared by as many as wish at a time: who comes while one is under way waits for the next
 * one, with all who come until it begins. So of each thing one is read at a time, and nobody waits for more than two.
 */
final class SharedReads<K, V> {

    private final Map<K, Line<V>> lines = new HashMap<>();

    private static final class Line<V> {

        private Pending<V> running;
        private @Nullable Pending<V> next;

        Line(Pending<V> running) {
            this.running = running;
        }
    }

    /**
     * Who reads, or waits for it.
     *
     * @param before what has to end first; null where nothing does, or somebody else reads
     */
    private record Part<V>(
            Pending<V> result, boolean reads, @Nullable Pending<V> before) {}

    /** What a read that begins after this call gives. Throws what it throws. */
    V read(K key, Supplier<V> reader) {
        Part<V> part = join(key);
        if (!part.reads()) {
            return part.result().join();
        }
        if (part.before() != null) {
            part.before().awaitEnd();
        }
        try {
            V value = reader.get();
            leave(key);
            part.result().succeed(value);
            return value;
        } catch (RuntimeException | Error e) {
            leave(key);
            part.result().fail(e);
            throw e;
        }
    }

    private Part<V> join(K key) {
        synchronized (lines) {
            Pending<V> mine = new Pending<>();
            Line<V> line = lines.get(key);
            if (line == null) {
                lines.put(key, new Line<>(mine));
                return new Part<>(mine, true, null);
            }
            Pending<V> waiting = line.next;
            if (waiting != null) {
                return new Part<>(waiting, false, null);
            }
            line.next = mine;
            return new Part<>(mine, true, line.running);
        }
    }

    /** Before others are told that it is over, so that nobody joins a read that has begun. */
    private void leave(K key) {
        synchronized (lines) {
            lines.computeIfPresent(key, (_, line) -> {
                Pending<V> next = line.next;
                if (next == null) {
                    return null;
                }
                line.running = next;
                line.next = null;
                return line;
            });
        }
    }
}
