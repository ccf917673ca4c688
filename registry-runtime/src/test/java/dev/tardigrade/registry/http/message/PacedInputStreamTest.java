package dev.tardigrade.registry.http.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PacedInputStreamTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final byte[] bytes = new byte[64 << 10];
    private final PacedInputStream in = new PacedInputStream(new ByteArrayInputStream(bytes), nanos::get);

    private void pass(long seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void whoSendsAByteNowAndThenIsGivenUp() throws IOException {
        pass(50);
        assertThat(in.read()).isZero();
        pass(50);
        assertThatThrownBy(in::read).isInstanceOf(SlowClientException.class).hasMessageContaining("only 2 bytes");
    }

    @Test
    void whoSendsLittleButSteadilyMayGoOnForHours() throws IOException {
        for (int i = 0; i < 15; i++) {
            pass(60);
            assertThat(in.readNBytes(4 << 10)).hasSize(4 << 10);
        }
    }

    @Test
    void whoHasSentAllIsNotTooSlow() throws IOException {
        assertThat(in.readAllBytes()).hasSameSizeAs(bytes);
        pass(3600);
        assertThat(in.read()).isNegative();
    }
}
