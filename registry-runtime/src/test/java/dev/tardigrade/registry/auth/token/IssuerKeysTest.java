package dev.tardigrade.registry.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import dev.tardigrade.testing.keys.TestKey;
import dev.tardigrade.testing.oidc.TestIssuer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many who ask at once. */
final class IssuerKeysTest {

    private static final String SET = TestIssuer.set(Map.of("k1", TestKey.rsa()));
    private static final JWSHeader HEADER =
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build();
    private static final int MANY = 64;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));
    private final AtomicInteger reads = new AtomicInteger();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void theFirstOfManyFetchesForAll() throws InterruptedException {
        IssuerKeys keys = new IssuerKeys("issuer", this::readWhenTold, now::get);
        AtomicInteger found = new AtomicInteger();
        List<Thread> threads = Stream.generate(() -> Thread.ofVirtual()
                        .start(() -> found.addAndGet(keys.candidates(HEADER).size())))
                .limit(MANY)
                .toList();
        reading.await();
        goOn.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(found).hasValue(MANY);
        assertThat(reads).hasValue(1);
    }

    @Test
    void whileOneFetchesThemAgainTheOthersGoOnWithThoseOfBefore() throws InterruptedException {
        IssuerKeys keys = new IssuerKeys("issuer", () -> reads.get() == 0 ? read() : readWhenTold(), now::get);
        assertThat(keys.candidates(HEADER)).hasSize(1);
        now.updateAndGet(time -> time.plus(IssuerKeys.FRESH));
        Thread slow = Thread.ofVirtual().start(() -> keys.candidates(HEADER));
        reading.await();
        assertThat(keys.candidates(HEADER)).hasSize(1);
        goOn.countDown();
        slow.join();
        assertThat(reads).hasValue(2);
    }

    private String read() {
        reads.incrementAndGet();
        return SET;
    }

    private String readWhenTold() {
        String set = read();
        reading.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return set;
    }
}
