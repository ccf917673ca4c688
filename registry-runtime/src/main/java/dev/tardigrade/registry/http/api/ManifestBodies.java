package dev.tardigrade.registry.http.api;

import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Manifests that clients are sending: all of them above 64 KiB together may take 8 MiB of memory, and as much again while they are stored;
 * who does not find room waits for it. Nearly all manifests are smaller, and wait for nobody.
 */
final class ManifestBodies {

    private static final int TOTAL_BYTES = 2 * Manifests.MAX_BYTES;
    private static final int SMALL_BYTES = 64 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Semaphore free = new Semaphore(TOTAL_BYTES, true);

    /** What is done with a body, which is not kept for longer. */
    interface Use {
        void with(Bytes body) throws IOException;
    }

    /** Throws {@link Failure.TooLarge}, or {@link Failure.Overloaded} where there is no room for long. */
    void read(Exchange exchange, Use use) throws IOException {
        int size = (int) Math.min(exchange.bodyLength().orElse(Manifests.MAX_BYTES), Manifests.MAX_BYTES);
        if (size <= SMALL_BYTES) {
            use.with(exchange.body(Manifests.MAX_BYTES));
            return;
        }
        take(size);
        try {
            use.with(exchange.body(Manifests.MAX_BYTES));
        } finally {
            free.release(size);
        }
    }

    private void take(int size) {
        try {
            if (free.tryAcquire(size, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new RegistryException(new Failure.Overloaded("too many large manifests are being pushed", RETRY));
    }
}
