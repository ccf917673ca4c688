package dev.tardigrade.operator.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.http.Interceptor.RequestTags;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LeaseCallsTest {

    private static final Duration ALL_OTHERS = Duration.ofSeconds(35);

    @Test
    void callsAboutTheLeaseEndSoon() {
        assertThat(timeout("/apis/coordination.k8s.io/v1/namespaces/tardigrade-system/leases/tardigrade-operator"))
                .isEqualTo(LeaseCalls.LONGEST);
    }

    @Test
    void allOthersMayTakeAsLongAsAWebhook() {
        assertThat(timeout("/api/v1/namespaces/shop/secrets/coordination.k8s.io"))
                .isEqualTo(ALL_OTHERS);
    }

    @Test
    void bothTriesAndTheLookAfterThemFitIntoTheLifeOfTheLease() {
        var lease = new Leadership(new Settings.Lease("tardigrade-system", "tardigrade-operator")).configuration();

        assertThat(lease.getRetryPeriod().plus(LeaseCalls.LONGEST.multipliedBy(2)))
                .isLessThanOrEqualTo(lease.getRenewDeadline());
        assertThat(lease.getRenewDeadline().plus(lease.getRetryPeriod())).isLessThan(lease.getLeaseDuration());
    }

    private static Duration timeout(String path) {
        var builder = new StandardHttpRequest.Builder();
        builder.uri("https://192.0.2.1:6443" + path).timeout(ALL_OTHERS.toMillis(), TimeUnit.MILLISECONDS);
        new LeaseCalls().before(builder, builder.build(), new RequestTags() {
            @Override
            public <T> T getTag(Class<T> type) {
                throw new UnsupportedOperationException();
            }
        });
        return builder.build().getTimeout();
    }
}
