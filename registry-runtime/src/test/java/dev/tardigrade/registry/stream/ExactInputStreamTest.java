package dev.tardigrade.registry.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ExactInputStreamTest {

    @Test
    void givesTheBytesWhereTheyAreAsMany() throws IOException {
        try (var in = new ExactInputStream(new ByteArrayInputStream(new byte[5]), 5)) {
            assertThat(in.readAllBytes()).hasSize(5);
            assertThat(in.read()).isNegative();
            assertThat(in.left()).isZero();
        }
    }

    @Test
    void failsAtAnEndThatComesEarly() throws IOException {
        try (var in = new ExactInputStream(new ByteArrayInputStream(new byte[5]), 6)) {
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(WrongLengthException.class)
                    .hasMessageContaining("1 bytes before");
        }
    }

    @Test
    void failsAtTheLastByteWhereThereAreMore() throws IOException {
        try (var in = new ExactInputStream(new ByteArrayInputStream(new byte[5]), 4)) {
            assertThat(in.skip(3)).isEqualTo(3);
            assertThatThrownBy(in::read)
                    .isInstanceOf(WrongLengthException.class)
                    .hasMessageContaining("more than the 4");
        }
    }

    @Test
    void tellsHowManyAreLeft() throws IOException {
        try (var in = new ExactInputStream(new ByteArrayInputStream(new byte[5]), 5)) {
            assertThat(in.readNBytes(2)).hasSize(2);
            assertThat(in.left()).isEqualTo(3);
        }
    }
}
