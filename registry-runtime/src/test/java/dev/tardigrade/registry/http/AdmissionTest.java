package dev.tardigrade.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.http.message.Pace;
import dev.tardigrade.registry.model.RegistryException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class AdmissionTest {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final ServerLimits ONE_AT_A_TIME =
            new ServerLimits(10, 1, PATIENCE, Duration.ofSeconds(2), new Pace(1000, Duration.ofSeconds(1)));

    /** The time is up once the request has its place among its own kind. */
    @Test
    @Timeout(60)
    void whoHasWaitedAmongItsOwnKindDoesNotWaitAsLongAgain() throws IOException {
        AtomicLong now = new AtomicLong();
        Admission admission = new Admission(ONE_AT_A_TIME, () -> now.getAndAdd(PATIENCE.toNanos()));
        List<String> done = new ArrayList<>();
        admission.admit("PUT", () -> {
            done.add("PUT");
            assertThatThrownBy(() -> admission.admit("GET", () -> done.add("GET")))
                    .isInstanceOf(RegistryException.class);
        });
        admission.admit("GET", () -> done.add("GET afterwards"));
        assertThat(done).containsExactly("PUT", "GET afterwards");
        assertThat(admission.served()).isZero();
    }
}
