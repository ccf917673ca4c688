package dev.tardigrade.registry.cache;

import dev.tardigrade.registry.model.RegistryException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What one thread finds out and any number of others wait for. */
final class Pending<V> {

    private final CompletableFuture<V> result = new CompletableFuture<>();

    void succeed(V value) {
        result.complete(value);
    }

    void fail(Throwable cause) {
        result.completeExceptionally(cause);
    }

    /** Blocks until it is over. Throws what finding out threw. */
    V join() {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RegistryException failed) {
                throw new RegistryException(failed.failure(), e);
            }
            throw e;
        }
    }

    /** Blocks until it is over, however. */
    void awaitEnd() {
        var _ = result.exceptionally(_ -> null).join();
    }
}
