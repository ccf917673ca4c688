package dev.tardigrade.testing.s3;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How many requests came in, also those that failed. */
public final class CallCounter {

    private final Map<S3Operation, LongAdder> counts = new ConcurrentSkipListMap<>();

    CallCounter() {}

    void count(S3Operation operation) {
        counts.computeIfAbsent(operation, _ -> new LongAdder()).increment();
    }

    public long of(S3Operation operation) {
        LongAdder count = counts.get(operation);
        return count == null ? 0 : count.sum();
    }

    public long total() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    public void reset() {
        counts.clear();
    }

    /** One line for each operation that was called. */
    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(entry -> "%6d %s".formatted(entry.getValue().sum(), entry.getKey()))
                .collect(Collectors.joining("\n"));
    }
}
