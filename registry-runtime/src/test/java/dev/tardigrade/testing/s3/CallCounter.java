package dev.tardigrade.testing.s3;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How many requests came in, also those that failed, and how many bytes those brought that were understood. */
public final class CallCounter {

    private final Map<S3Operation, LongAdder> counts = new ConcurrentSkipListMap<>();
    private final Map<S3Operation, LongAdder> bodies = new ConcurrentSkipListMap<>();

    CallCounter() {}

    void count(S3Operation operation) {
        counts.computeIfAbsent(operation, _ -> new LongAdder()).increment();
    }

    void received(S3Operation operation, long bytes) {
        bodies.computeIfAbsent(operation, _ -> new LongAdder()).add(bytes);
    }

    public long of(S3Operation operation) {
        return sum(counts, operation);
    }

    /** Bytes of the bodies of requests. */
    public long bytesOf(S3Operation operation) {
        return sum(bodies, operation);
    }

    private static long sum(Map<S3Operation, LongAdder> sums, S3Operation operation) {
        LongAdder sum = sums.get(operation);
        return sum == null ? 0 : sum.sum();
    }

    public long total() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    public void reset() {
        counts.clear();
        bodies.clear();
    }

    /** One line for each operation that was called. */
    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(entry -> "%6d %s".formatted(entry.getValue().sum(), entry.getKey()))
                .collect(Collectors.joining("\n"));
    }
}
