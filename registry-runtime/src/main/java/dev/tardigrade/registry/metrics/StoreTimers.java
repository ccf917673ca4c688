package dev.tardigrade.registry.metrics;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** Times what a store does. */
final class StoreTimers {

    private static final String FULL = "full";

    private final MeterRegistry meters;

    /** Of calls that fail because the storage is full there are none at first, and not nothing: an alert sees what is more than before. */
    StoreTimers(MeterRegistry meters) {
        this.meters = meters;
        for (StoreOperation operation : StoreOperation.values()) {
            Timer _ = timer(operation, FULL);
        }
    }

    void run(StoreOperation operation, Runnable call) {
        Object _ = time(operation, () -> {
            call.run();
            return operation;
        });
    }

    <T> T time(StoreOperation operation, Supplier<T> call) {
        Timer.Sample sample = Timer.start(meters);
        String outcome = "fault";
        try {
            T result = call.get();
            outcome = "ok";
            return result;
        } catch (RegistryException e) {
            outcome = label(e.failure());
            throw e;
        } finally {
            sample.stop(timer(operation, outcome));
        }
    }

    private Timer timer(StoreOperation operation, String outcome) {
        return Timer.builder(MetricName.STORE_CALLS.id())
                .description(MetricName.STORE_CALLS.help())
                .tag("operation", operation.label())
                .tag("outcome", outcome)
                .register(meters);
    }

    /** A call that this process has no room for never comes to the store. */
    private static String label(Failure failure) {
        return failure instanceof Failure.OfStorage answer ? label(answer) : "busy";
    }

    private static String label(Failure.OfStorage answer) {
        return switch (answer) {
            case Failure.StorageUnavailable _ -> "unavailable";
            case Failure.StorageDenied _ -> "denied";
            case Failure.StorageFull _ -> FULL;
            case Failure.BucketMissing _ -> "bucket_missing";
            case Failure.StorageFault _ -> "fault";
        };
    }
}
