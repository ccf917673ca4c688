package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.storage.StorageBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;

/** Many small calls of the store at a time, so that whoever waits for all waits for one round trip and not for their sum. */
public final class Parallel {

    /** At a time, for one request: enough to hide latency, few enough for Storj's limit on a project's requests. */
    private static final int WIDTH = 16;

    private Parallel() {}

    /** Those that pass the test, in the given order. Throws what one of the tests throws. */
    static <T> List<T> filter(List<T> items, Predicate<T> test) {
        List<Boolean> passed = map(items, test::test);
        List<T> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (passed.get(i)) {
                all.add(items.get(i));
            }
        }
        return all;
    }

    /** The results, in the given order. Throws what one of the calls throws. */
    public static <T, R> List<R> map(List<T> items, Function<T, R> call) {
        if (items.size() == 1) {
            return List.of(call.apply(items.getFirst()));
        }
        Semaphore width = new Semaphore(WIDTH);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> running = new ArrayList<>();
            for (T item : items) {
                width.acquireUninterruptibly();
                running.add(threads.submit(StorageBudget.takenAlong(() -> {
                    try {
                        return call.apply(item);
                    } finally {
                        width.release();
                    }
                })));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> each : running) {
                results.add(result(each));
            }
            return results;
        }
    }

    private static <R> R result(Future<R> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the store", e);
        }
    }
}
