package dev.tardigrade.registry.http.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class PacedInputStreamTest {

    private static InputStream overdue(int length) {
        return new PacedInputStream(
                new ByteArrayInputStream(new byte[length]), Pace.DEFAULT, OptionalLong.of(10), () -> true);
    }

    @Test
    void whoHasMoreToSendIsTooSlow() {
        assertThatThrownBy(() -> overdue(9).readNBytes(20)).isInstanceOf(SlowClientException.class);
    }

    private static InputStream overdueOfUnknownLength(int length) {
        return new PacedInputStream(
                new ByteArrayInputStream(new byte[length]), Pace.DEFAULT, OptionalLong.empty(), () -> true);
    }

    @Test
    void ofUnknownLengthMoreIsToComeWhereMoreComes() throws IOException {
        assertThat(overdueOfUnknownLength(10).readNBytes(20)).hasSize(10);
        InputStream more = overdueOfUnknownLength(10);
        assertThat(more.readNBytes(9)).hasSize(9);
        assertThatThrownBy(more::readAllBytes).isInstanceOf(SlowClientException.class);
    }

    @Test
    void whoHasSentAllIsNot() throws IOException {
        assertThat(overdue(10).readNBytes(20)).hasSize(10);
    }
}
