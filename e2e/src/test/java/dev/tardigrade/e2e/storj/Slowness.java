package dev.tardigrade.e2e.storj;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a gateway run for a part of the time only, until it is closed. */
final class Slowness implements AutoCloseable {

    private static final Duration STANDS = Duration.ofMillis(400);
    private static final Duration RUNS = Duration.ofMillis(50);

    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;

    Slowness(Gateway gateway) {
        thread = Thread.ofVirtual().start(() -> {
            do {
                gateway.stop();
                isEndWithin(STANDS);
                gateway.goOn();
            } while (!isEndWithin(RUNS));
        });
    }

    private boolean isEndWithin(Duration time) {
        try {
            return end.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        end.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
