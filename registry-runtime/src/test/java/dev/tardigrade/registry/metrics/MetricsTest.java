package dev.tardigrade.registry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class MetricsTest {

    @Test
    void aCountGoesOnHoweverMuchMemoryIsCollected() {
        try (Metrics metrics = new Metrics()) {
            AtomicLong count = new AtomicLong(1);
            metrics.counter(MetricName.LOGINS, List.of("password", "accepted"), count::get);
            System.gc();
            count.set(2);
            assertThat(metrics.scrape())
                    .contains("registry_auth_logins_total{outcome=\"accepted\",source=\"password\"} 2.0");
        }
    }

    @Test
    void callsThatFailBecauseTheStorageIsFullCountFromNothing() {
        try (Metrics metrics = new Metrics()) {
            StoreTimers _ = new StoreTimers(metrics.meters());
            assertThat(metrics.scrape())
                    .contains("registry_store_calls_seconds_count{operation=\"put\",outcome=\"full\"} 0");
        }
    }
}
