package dev.tardigrade.registry.http.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

final class PacedInputStreamTest {

    private static InputStream overdue(int length) {
        return new PacedInputStream(new ByteArrayInputStream(new byte[length]), Pace.DEFAULT, 10, () -> true);
    }

    @Test
    void whoHasMoreToSendIsTooSlow() {
        assertThatThrownBy(() -> overdue(9).readNBytes(20)).isInstanceOf(SlowClientException.class);
    }

    @Test
    void whoHasSentAllIsNot() throws IOException {
        assertThat(overdue(10).readNBytes(20)).hasSize(10);
    }
}
