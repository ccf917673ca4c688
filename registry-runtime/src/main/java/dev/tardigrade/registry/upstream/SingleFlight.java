package dev.tardigrade.registry.upstream;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Work that many may ask for at once: the first one does it, the others wait for what it comes to. */
final class SingleFlight<K, V> {

    private final ConcurrentMap<K, CompletableFuture<V>> underWay = new ConcurrentHashMap<>();

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Duration patience;

    /** @param patience of those who wait for another one; the work itself goes on when that is over */
    SingleFlight(Duration patience) {
        this.patience = patience;
    }

    /** What the work comes to, or the failure that it throws; {@link Failure.UpstreamUnavailable} where another one is long about it. */
    V run(K key, Supplier<V> work) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> other = underWay.putIfAbsent(key, mine);
        if (other != null) {
            return join(other, patience);
        }
        // Who is told asks again at once, and must not meet this one then.
        try {
            V result = work.get();
            underWay.remove(key, mine);
            mine.complete(result);
            return result;
        } catch (RuntimeException | Error e) {
            underWay.remove(key, mine);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    /** Throws what the work throws, as soon as it does; {@link Failure.UpstreamUnavailable} where it takes longer than this. */
    static <V> V join(CompletableFuture<V> other, Duration patience) {
        try {
            return other.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw stillUnderWay();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw stillUnderWay();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RegistryException failed) {
                throw new RegistryException(failed.failure(), e);
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static RegistryException stillUnderWay() {
        return new RegistryException(
                new Failure.UpstreamUnavailable("this is being fetched from the upstream; come again for it", RETRY));
    }
}
